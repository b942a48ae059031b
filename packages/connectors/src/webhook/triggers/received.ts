import { defineTrigger, Failure, FileRef, type RawDelivery, type TriggerItem } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { parsedBody } from '../../shared/webhooks/body.ts';
import { type FormParts, formParts } from '../../shared/webhooks/form.ts';
import { verifyDelivery } from '../verify.ts';

const config = Type.Object(
  {
    scheme: Type.Optional(
      Type.Enum(['none', 'hmac-sha256', 'standard', 'token'], {
        default: 'none',
        title: 'Signature',
        description:
          'How the sender proves who it is: nothing but the address, an HMAC of the body, Standard Webhooks, or a fixed token in a header.',
        fr: {
          title: 'Signature',
          description:
            'Comment l’émetteur prouve son identité : par la seule adresse, par un HMAC du corps, par Standard Webhooks, ou par un jeton fixe en en-tête.',
        },
      }),
    ),
    header: Type.Optional(
      Type.String(
        told(
          'Header',
          'Header with the signature or token, e.g. `x-hub-signature-256`.',
          'En-tête',
          'En-tête portant la signature ou le jeton, par ex. `x-hub-signature-256`.',
        ),
      ),
    ),
    prefix: Type.Optional(
      Type.String(
        told(
          'Prefix',
          'What stands before the signature in the header, e.g. `sha256=`.',
          'Préfixe',
          'Ce qui précède la signature dans l’en-tête, par ex. `sha256=`.',
        ),
      ),
    ),
    encoding: Type.Optional(
      Type.Enum(['hex', 'base64'], {
        default: 'hex',
        title: 'Encoding',
        description: 'How the HMAC signature is written.',
        fr: { title: 'Encodage', description: 'Comment la signature HMAC est écrite.' },
      }),
    ),
    dedupeHeader: Type.Optional(
      Type.String({
        title: 'Delivery id header',
        description:
          'Header that names the delivery, so that a repeated one is taken once. Default: `webhook-id`, then `idempotency-key`.',
        fr: {
          title: 'En-tête d’identifiant',
          description:
            'En-tête qui identifie l’envoi, pour qu’un envoi répété ne soit pris qu’une fois. Par défaut : `webhook-id`, puis `idempotency-key`.',
        },
      }),
    ),
    items: Type.Optional(
      Type.String({
        title: 'List in the body',
        description: 'Dotted path of a list in the body; each of its items becomes a record, e.g. `data.orders`.',
        fr: {
          title: 'Liste dans le corps',
          description:
            'Chemin d’une liste dans le corps ; chaque élément devient un enregistrement, par ex. `data.orders`.',
        },
      }),
    ),
  },
  { additionalProperties: false },
);

const output = Type.Object({
  body: Type.Unknown({
    description: 'JSON and forms parsed, anything else as text; with a list path, one item of it.',
  }),
  headers: Type.Record(Type.String(), Type.String(), { description: 'Headers that carry no secret.' }),
  query: Type.Record(Type.String(), Type.String()),
  method: Type.String(),
  files: Type.Optional(
    Type.Array(FileRef, { description: 'Files of a form (multipart/form-data), up to 10 MB together.' }),
  ),
});

export const received = defineTrigger({
  id: 'received',
  version: 1,
  title: { en: 'Webhook received', fr: 'Webhook reçu' },
  description: {
    en: 'Fires for every delivery to the flow’s own address, once for each delivery id.',
    fr: 'Se déclenche à chaque envoi vers l’adresse propre au flux, une seule fois par identifiant d’envoi.',
  },
  config,
  output,
  sample: {
    body: { order: { id: 'SO-1001', total: 241.5, customer: { email: 'ann@acme.example' } } },
    headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1001' },
    query: {},
    method: 'POST',
  },
  webhook: {
    secret: 'optional',
    verify: verifyDelivery,
    parse(delivery, { items, dedupeHeader }): TriggerItem[] {
      const id = deliveryId(delivery, dedupeHeader);
      const { method, query } = delivery;
      const headers = harmlessHeaders(delivery.headers);
      const body = parsedBody(delivery);
      const bodies = items === undefined ? [body] : listAt(body, items);
      return bodies.map((one, index) => {
        const data = { body: one, headers, query, method };
        if (id === undefined) return { data };
        return { data, dedupeKey: items === undefined ? id : `${id}:${index}` };
      });
    },
    unpack(delivery, { dedupeHeader }) {
      const form = formParts(delivery);
      return form === undefined ? undefined : readForm(delivery, form, dedupeHeader);
    },
  },
});

/** A form with files: its texts are the body, its files go to the file store. */
async function readForm(
  delivery: RawDelivery,
  form: Promise<FormParts>,
  dedupeHeader: string | undefined,
): Promise<TriggerItem[]> {
  const { fields, files } = await form;
  const id = deliveryId(delivery, dedupeHeader);
  const { method, query } = delivery;
  const data = { body: fields, headers: harmlessHeaders(delivery.headers), query, method };
  return [{ data, files: { into: 'files', of: files }, ...(id === undefined ? {} : { dedupeKey: id }) }];
}

function deliveryId(delivery: RawDelivery, header: string | undefined): string | undefined {
  const names = header === undefined ? ['webhook-id', 'idempotency-key'] : [header.toLowerCase()];
  return names.map((name) => delivery.headers[name]).find((value) => value !== undefined && value !== '');
}

function listAt(body: unknown, path: string): unknown[] {
  let found = body;
  for (const key of path.split('.')) {
    const inside: unknown = typeof found === 'object' && found !== null ? found : {};
    found = Object.hasOwn(inside as object, key) ? (inside as Record<string, unknown>)[key] : undefined;
  }
  if (!Array.isArray(found)) throw new Failure('input', 'webhook.itemsNotAList', { path });
  return found;
}

/** What says something about the delivery; signatures, tokens and what proxies add stay out of the record. */
function harmlessHeaders(headers: Record<string, string>): Record<string, string> {
  const told = /^(content-type|user-agent|idempotency-key|webhook-|x-)/;
  const secret = /signature|token|secret|auth|api-?key|hmac|^x-forwarded|^x-real-ip|^x-amz/;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => told.test(name) && !secret.test(name)));
}
