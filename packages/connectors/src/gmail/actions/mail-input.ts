import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { mailFields } from '../../shared/mail/mail-fields.ts';

const { from, to, cc, bcc, replyTo, subject, text, html, attachments, headers } = mailFields;

export const content = { text, html, attachments, headers };

/** The sender is the account's own address unless another of its addresses is named. */
export const sender = Type.Optional(
  Type.String({
    ...from,
    ...told(
      'From',
      'Another address that Gmail lets this account send as; its own when absent.',
      'De',
      'Une autre adresse que Gmail permet à ce compte ; la sienne par défaut.',
    ),
  }),
);

export const newMessage = Type.Object(
  { from: sender, to, cc, bcc, replyTo, subject, ...content },
  { additionalProperties: false },
);

export const messageId = Type.String({
  minLength: 1,
  maxLength: 100,
  ...told('Message', 'Its `id` at Gmail, not its Message-ID.', 'Message', 'Son `id` chez Gmail, pas son Message-ID.'),
});
