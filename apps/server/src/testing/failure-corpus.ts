import type { FailureData, FailureKind } from '@raccord/contract';

/** A failure as a vendor words it, with the record it is about and the cause that a person would name. */
export type LabelledFailure = { label: string; node: string; failure: FailureData; input: Record<string, unknown> };

type Draw = ReturnType<typeof drawing>;
type Template = { kind: FailureKind; code: string; from: string; status: number; say: (draw: Draw) => string };

/** Two causes a line where only a field tells them apart: they must not become one group. */
const templates: Record<string, Template> = {
  'books: e-mail': bad('Zoho Books', ({ email }) => `Invalid value passed for Email: ${email}`),
  'books: reference taken': {
    ...bad('Zoho Books', ({ invoice }) => `The invoice number ${invoice} already exists.`),
    kind: 'duplicate',
    code: 'http.conflict',
  },
  'books: customer gone': gone('Zoho Books', ({ longId }) => `Contact ${longId} does not exist in this organization.`),
  'books: locked period': bad(
    'Zoho Books',
    ({ day }) => `Transactions dated ${day} fall in a locked period. Unlock it or choose a later date.`,
  ),
  'crm: phone': bad('Zoho CRM', ({ phone }) => `the id given seems to be invalid: Phone "${phone}" for Contacts.Phone`),
  'crm: mandatory name': bad('Zoho CRM', () => "required field not found: 'Last_Name'"),
  'crm: mandatory stage': bad('Zoho CRM', () => "required field not found: 'Deal_Stage'"),
  'shop: sku': gone('Shopify', ({ sku, id }) => `line_items[${id % 9}].sku: '${sku}' is not a known variant`),
  'shop: quantity': bad(
    'Shopify',
    ({ id, amount }) => `line_items[${id % 9}].quantity must be positive, got -${amount}`,
  ),
  'stripe: customer': gone('Stripe', ({ key }) => `No such customer: 'cus_${key}'`),
  'stripe: invoice': gone('Stripe', ({ key }) => `No such invoice: 'in_${key}'`),
  'erp: customer': gone(
    'NetSuite',
    ({ company }) => `Error while accessing a resource. Customer “${company}” was not found in subsidiary.`,
  ),
  'erp: locked': bad(
    'NetSuite',
    ({ day, clock, person }) => `Record has been changed by ${person} on ${day} at ${clock}. Reload it and try again.`,
  ),
  'mailer: looks fake': bad(
    'Mailchimp',
    ({ email }) => `${email} looks fake or invalid, please enter a real email address.`,
  ),
  'mailer: left': bad(
    'Mailchimp',
    ({ email }) => `${email} was permanently deleted and cannot be re-imported. The contact must re-subscribe.`,
  ),
  'sage: amount': bad(
    'Sage',
    ({ amount, company }) => `Le montant ${amount},50 € dépasse l’encours autorisé du client « ${company} ».`,
  ),
  'sage: date': bad('Sage', ({ dayInFrench }) => `La pièce du ${dayInFrench} est antérieure à l’exercice ouvert.`),
  'portal: time': {
    kind: 'transient',
    code: 'http.serverError',
    from: 'api.portal.example',
    status: 503,
    say: ({ uuid, clock }) => `upstream timed out at ${clock} (request id: ${uuid})`,
  },
  'drive: permission': {
    kind: 'config',
    code: 'http.forbidden',
    from: 'Google Drive',
    status: 403,
    say: ({ url }) => `The caller does not have permission to open ${url}`,
  },
};

function bad(from: string, say: Template['say']): Template {
  return { kind: 'input', code: 'http.refused', from, status: 400, say };
}
function gone(from: string, say: Template['say']): Template {
  return { kind: 'missing', code: 'http.notFound', from, status: 404, say };
}

/** Failures of every template in turn, the same each time. */
export function failureCorpus(count: number): LabelledFailure[] {
  const next = randomNumbers(20_261_122);
  return Array.from({ length: count }, (_, index) => {
    const [label, { kind, code, from, status, say }] =
      Object.entries(templates)[index % Object.keys(templates).length]!;
    const draw = drawing(next);
    const failure = { kind, code, params: { from, status, message: say(draw) } };
    const { email, company, phone, sku, amount, person } = draw;
    // What the vendor names is not always what the record holds: the person who changed it, the id it made up.
    const input = { id: draw.id, customer: { email, company, phone, contact: person }, lines: [{ sku, amount }] };
    return { label, node: from.toLowerCase().replaceAll(' ', '-'), failure, input };
  });
}

const first = ['Anne', 'Bjørn', 'Chloé', 'Dmitri', 'Élise', 'Fatou', 'Günther', 'Hélène', 'Ines', 'Jean-Luc'];
const last = [
  'Roy',
  'O’Neill',
  'da Silva',
  'Dupont',
  'Müller',
  'van den Berg',
  'Nguyễn',
  'Smith',
  'Österberg',
  'Le Gall',
];
const trades = ['Boulangerie', 'Atelier', 'Garage', 'Étude', 'Maison', 'Brasserie'];
const forms = ['SARL', 'GmbH', 'Ltd', 'SAS', 'S.p.A.', '& Fils'];
const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'décembre'];

function drawing(next: (below: number) => number) {
  const one = (of: readonly string[]) => of[next(of.length)]!;
  const digits = (count: number) => Array.from({ length: count }, () => next(10)).join('');
  const two = (below: number) => String(1 + next(below)).padStart(2, '0');
  const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
  const mixed = (count: number) => Array.from({ length: count }, () => letters[next(letters.length)]).join('');
  const hex = (count: number) => Array.from({ length: count }, () => next(16).toString(16)).join('');
  const person = `${one(first)} ${one(last)}`;
  const [year, monthOfYear, dayOfMonth] = [2024 + next(3), two(12), two(28)];
  return {
    id: next(1_000_000),
    person,
    company: `${one(trades)} ${one(last)} ${one(forms)}`,
    email: `${person.toLowerCase().replaceAll(/[^a-z]/gu, '.')}${next(99)}@${one(['acme', 'exemple', 'söhne'])}.example`,
    phone: one([`+33 ${digits(1)} ${digits(2)} ${digits(2)} ${digits(2)} ${digits(2)}`, `(0)${digits(9)}`]),
    sku: one([`${mixed(3).toUpperCase()}-${digits(4)}`, `Chaise ${one(first)}`, digits(13)]),
    amount: 1 + next(90_000),
    invoice: one([`INV-${digits(6)}`, `FA${year}/${digits(4)}`, digits(5)]),
    longId: `4600000000${digits(9)}`,
    key: mixed(14),
    uuid: `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    day: one([
      `${year}-${monthOfYear}-${dayOfMonth}`,
      `${dayOfMonth}/${monthOfYear}/${year}`,
      `${dayOfMonth}.${monthOfYear}.${year}`,
    ]),
    dayInFrench: `${1 + next(28)} ${one(months)} ${year}`,
    clock: one([`${two(23)}:${two(59)}:${two(59)}`, `${two(12)}:${two(59)} PM`, `${two(23)}h${two(59)}`]),
    url: `https://drive.example/d/${mixed(20)}?v=${digits(3)}`,
  };
}

/** Park and Miller's, so that a failing case is the same tomorrow. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
