import type { FailureData } from '@raccord/contract';
import { fill } from '@raccord/contract/messages/catalogue';
import { mappingMessages } from '@raccord/contract/messages/mapping';
import { limits } from '@raccord/runtime/mapping/limits';
import type { Language } from '../i18n/index.ts';

/** JSONata says what is wrong in English and by a code; what people meet most is said in both languages. */
const sentences: Record<string, { en: string; fr: string }> = {
  S0101: { en: 'A text has no closing quote.', fr: 'Un texte n’a pas de guillemet fermant.' },
  S0102: { en: 'The number {token} is too large.', fr: 'Le nombre {token} est trop grand.' },
  S0103: {
    en: 'The text has an escape that does not exist: \\{token}.',
    fr: 'Le texte contient un échappement qui n’existe pas : \\{token}.',
  },
  S0104: {
    en: 'Behind \\u four hexadecimal digits are needed.',
    fr: 'Après \\u il faut quatre chiffres hexadécimaux.',
  },
  S0105: { en: 'A name in back-ticks is not closed.', fr: 'Un nom entre accents graves n’est pas fermé.' },
  S0106: { en: 'A comment is not closed.', fr: 'Un commentaire n’est pas fermé.' },
  S0201: { en: '“{token}” does not fit here.', fr: '« {token} » n’a pas sa place ici.' },
  S0202: {
    en: '“{token}” stands where something else must close first.',
    fr: '« {token} » se trouve où autre chose doit d’abord se fermer.',
  },
  S0203: { en: '“{token}” is missing at the end.', fr: 'Il manque « {token} » à la fin.' },
  S0204: { en: 'There is no operator “{token}”.', fr: 'L’opérateur « {token} » n’existe pas.' },
  S0205: { en: '“{token}” does not fit here.', fr: '« {token} » n’a pas sa place ici.' },
  S0206: { en: 'This cannot be read: “{token}”.', fr: 'Ceci est illisible : « {token} ».' },
  S0207: {
    en: 'The expression stops too early: something is missing at its end.',
    fr: 'L’expression s’arrête trop tôt : il manque quelque chose à la fin.',
  },
  S0208: { en: 'A parameter of a function begins with $.', fr: 'Un paramètre de fonction commence par $.' },
  S0211: { en: '“{token}” needs something before it.', fr: 'Il faut quelque chose avant « {token} ».' },
  S0212: { en: 'Before := a name that begins with $ is needed.', fr: 'Avant := il faut un nom qui commence par $.' },
  S0213: {
    en: 'A fixed value cannot be a step of a path; names with odd characters stand in back-ticks.',
    fr: 'Une valeur fixe ne peut pas être une étape de chemin ; les noms à caractères spéciaux se mettent entre accents graves.',
  },
  S0301: { en: 'A regular expression cannot be empty.', fr: 'Une expression régulière ne peut pas être vide.' },
  S0302: { en: 'A regular expression is not closed with /.', fr: 'Une expression régulière n’est pas fermée par /.' },
  T0410: {
    en: '{token} was given something it cannot work with, on this sample.',
    fr: '{token} a reçu ce qu’elle ne peut traiter, avec cet échantillon.',
  },
  T0411: {
    en: '{token} was given something it cannot work with, on this sample.',
    fr: '{token} a reçu ce qu’elle ne peut traiter, avec cet échantillon.',
  },
  T0412: {
    en: '{token} needs a list whose entries are all of one type.',
    fr: '{token} demande une liste dont les éléments sont tous du même type.',
  },
  D1001: { en: 'A result is no number: {value}.', fr: 'Un résultat n’est pas un nombre : {value}.' },
  D1002: {
    en: 'Only a number can have a minus before it: {value}.',
    fr: 'Seul un nombre peut être précédé d’un moins : {value}.',
  },
  T1003: { en: 'The name of a field must be a text.', fr: 'Le nom d’un champ doit être un texte.' },
  T1005: {
    en: 'There is no function of that name here; functions begin with $.',
    fr: 'Il n’y a pas ici de fonction de ce nom ; les fonctions commencent par $.',
  },
  T1006: { en: 'There is no function of that name.', fr: 'Il n’y a pas de fonction de ce nom.' },
  D1009: { en: 'Two fields get the same name: {value}.', fr: 'Deux champs reçoivent le même nom : {value}.' },
  T2001: {
    en: 'Before {token} stands no number, on this sample.',
    fr: 'Avant {token} ne se trouve pas un nombre, avec cet échantillon.',
  },
  T2002: {
    en: 'Behind {token} stands no number, on this sample.',
    fr: 'Après {token} ne se trouve pas un nombre, avec cet échantillon.',
  },
  T2003: { en: 'Before .. a whole number is needed.', fr: 'Avant .. il faut un nombre entier.' },
  T2004: { en: 'Behind .. a whole number is needed.', fr: 'Après .. il faut un nombre entier.' },
  T2006: { en: 'Behind ~> a function is needed.', fr: 'Après ~> il faut une fonction.' },
  T2009: {
    en: 'Both sides of {token} must be of the same type.',
    fr: 'Les deux côtés de {token} doivent être du même type.',
  },
  T2010: {
    en: 'Both sides of {token} must be numbers or texts.',
    fr: 'Les deux côtés de {token} doivent être des nombres ou des textes.',
  },
  D3010: {
    en: 'What is to be replaced cannot be an empty text.',
    fr: 'Ce qui est à remplacer ne peut pas être un texte vide.',
  },
  D3030: { en: 'This text is no number: “{value}”.', fr: 'Ce texte n’est pas un nombre : « {value} ».' },
  D3070: {
    en: '$sort needs a function to compare such entries.',
    fr: '$sort a besoin d’une fonction pour comparer de tels éléments.',
  },
  D3110: {
    en: 'This is no moment in ISO form: “{value}”. Give a picture as second argument.',
    fr: 'Ce n’est pas un moment au format ISO : « {value} ». Donnez un modèle en second argument.',
  },
  D3136: { en: 'The picture says too little to read a moment.', fr: 'Le modèle en dit trop peu pour lire un moment.' },
};

/** What went wrong with an expression, in words, without the expression itself: it stands beside. */
export function expressionTrouble({ code, params }: Pick<FailureData, 'code' | 'params'>, language: Language): string {
  if (code === 'mapping.tooMuchWork') {
    const most = { limit: limits.timeoutMs / 1_000 };
    return fill(tooMuch[language], { ...most, ...params });
  }
  const known = typeof params.code === 'string' ? sentences[params.code] : undefined;
  if (known !== undefined) return fill(known[language], { value: '?', token: '?', ...named(params) });
  if (code === 'mapping.failed' || code === 'mapping.syntax') return String(params.message);
  const sentence = (mappingMessages as Record<string, { en: string; fr: string }>)[code];
  return fill(sentence?.[language] ?? String(params.message ?? code), params);
}

const tooMuch = {
  en: 'It does too much: the engine would stop it after {limit} s or at its limit of memory. Does a function call itself without end?',
  fr: 'Elle en fait trop : le moteur l’arrêterait après {limit} s ou à sa limite de mémoire. Une fonction s’appelle-t-elle sans fin ?',
};

/** JSONata's own sentences name the function in the middle; the code's parameters do not say it. */
function named(params: Record<string, unknown>): Record<string, unknown> {
  if (params.token !== undefined) return params;
  const message = String(params.message ?? '');
  const called = /function "?([A-Za-z0-9]+)/.exec(message)?.[1];
  if (called !== undefined) return { ...params, token: `$${called}` };
  const operator = /the "?([^"\s]+?)"? operator|operator "?([^"\s]+)/.exec(message);
  return operator === null ? params : { ...params, token: operator[1] ?? operator[2] };
}

/**
 * Where in a text it went wrong: from the character to the end of the word. `position` counts from the start of the expression, which
 * stands behind the braces of one of the text's regions.
 */
export function troublePlace(text: string, { params }: Pick<FailureData, 'params'>): { from: number; to: number } {
  const { templatePosition, position, expression, token } = params;
  const start = typeof expression === 'string' ? text.indexOf(`{{${expression.slice(0, 400)}`) : -1;
  const at =
    typeof templatePosition === 'number'
      ? templatePosition
      : typeof position === 'number' && start !== -1
        ? start + 2 + position
        : undefined;
  if (at === undefined)
    return start === -1
      ? { from: 0, to: text.length }
      : { from: start + 2, to: Math.min(text.length, start + 2 + String(expression).length) };
  // JSONata counts to the end of what it stumbled over.
  const length =
    typeof token === 'string' && text.slice(Math.max(0, at - token.length), at) === token ? token.length : 0;
  // Where something is missing at the end, what stands last is shown.
  const end = length === 0 && text.startsWith('}}', at) ? text.slice(0, at).trimEnd().length - 1 : at - length;
  const from = Math.max(0, Math.min(end, text.length - 1));
  return { from, to: Math.max(from + 1, Math.min(at, text.length)) };
}
