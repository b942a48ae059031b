import Type, { type TUnsafe } from 'typebox';
import { told } from '../shared/forms/told.ts';

// Fields that the forms of several objects have in common.

export const strict = { additionalProperties: false };

/** The id of one of Stripe's objects. */
export const idField = (title: string, titleFr: string, prefix: string) =>
  Type.String({
    minLength: 1,
    maxLength: 255,
    ...told(title, `Its id at Stripe, \`${prefix}…\`.`, titleFr, `Son identifiant chez Stripe, \`${prefix}…\`.`),
  });

export const metadataField = Type.Optional(
  Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 500 }), {
    maxProperties: 50,
    ...told(
      'Metadata',
      'Your own keys and values, e.g. the id in your CRM; an empty value takes the key away.',
      'Métadonnées',
      'Vos propres clés et valeurs, par ex. l’identifiant dans votre CRM ; une valeur vide retire la clé.',
    ),
  }),
);

export const metadataSearch = Type.Optional(
  Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 500 }), {
    minProperties: 1,
    maxProperties: 10,
    ...told(
      'Metadata',
      'All of these keys and values. Stripe’s search is up to a minute late, sometimes more: what was just written may not be found.',
      'Métadonnées',
      'Toutes ces clés et valeurs. La recherche de Stripe a jusqu’à une minute de retard, parfois plus : ce qui vient d’être écrit peut manquer.',
    ),
  }),
);

export const amountField = (title: string, titleFr: string, more: string, moreFr: string) =>
  Type.Integer({
    minimum: 1,
    ...told(
      title,
      `In the smallest unit of the currency: 24100 is 241.00 EUR, and 241 is 241 JPY. ${more}`.trim(),
      titleFr,
      `Dans la plus petite unité de la devise : 24100 pour 241,00 EUR, et 241 pour 241 JPY. ${moreFr}`.trim(),
    ),
  });

export const currencyField = Type.String({
  pattern: '^[A-Za-z]{3}$',
  ...told('Currency', 'Three letters, e.g. `eur`.', 'Devise', 'Trois lettres, par ex. `eur`.'),
});

export const textField = (of: ReturnType<typeof told>, maxLength = 5_000) =>
  Type.Optional(Type.String({ maxLength, ...of }));

export const descriptionField = textField(
  told('Description', 'A note that customers may see.', 'Description', 'Une note que les clients peuvent voir.'),
);

export const receiptField = textField(
  told(
    'Receipt to',
    'E-mail address that the receipt is sent to.',
    'Reçu à',
    'Adresse e-mail à laquelle le reçu est envoyé.',
  ),
  512,
);

/** A field picked from a closed list of words. */
export const wordField = <W extends string>(words: readonly W[], of: ReturnType<typeof told>): TUnsafe<W> =>
  Type.Unsafe<W>(Type.Enum([...words], of));
