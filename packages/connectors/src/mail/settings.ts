import Type, { type Static } from 'typebox';
import { told } from '../shared/forms/told.ts';

const Host = (...texts: Parameters<typeof told>) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 253, ...told(...texts) }));
const Port = (...texts: Parameters<typeof told>) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535, ...told(...texts) }));
const Security = (...texts: Parameters<typeof told>) =>
  Type.Optional(Type.Enum(['tls', 'starttls', 'none'], told(...texts)));

export const mailSettings = Type.Object(
  {
    smtpHost: Host(
      'SMTP server',
      'Where mail is sent from, e.g. `smtp.example.com`. A server inside your network is set by an administrator as the endpoint `smtp`.',
      'Serveur SMTP',
      'D’où part le courrier, par ex. `smtp.example.com`. Un serveur interne est déclaré par un administrateur comme adresse `smtp`.',
    ),
    smtpPort: Port('SMTP port', '587 (default) or 465.', 'Port SMTP', '587 (par défaut) ou 465.'),
    smtpSecurity: Security(
      'SMTP encryption',
      'Default: `tls` on port 465, else `starttls`, which is then compulsory. `none` only for a server that an administrator has set.',
      'Chiffrement SMTP',
      'Par défaut `tls` sur le port 465, sinon `starttls`, alors obligatoire. `none` seulement pour un serveur déclaré par un administrateur.',
    ),
    imapHost: Host(
      'IMAP server',
      'Where mail is read, e.g. `imap.example.com`. Needed only for reading.',
      'Serveur IMAP',
      'Où le courrier est lu, par ex. `imap.example.com`. Utile seulement pour lire.',
    ),
    imapPort: Port('IMAP port', '993 (default) or 143.', 'Port IMAP', '993 (par défaut) ou 143.'),
    imapSecurity: Security(
      'IMAP encryption',
      'Default: `tls` on port 993, else `starttls`, which is then compulsory. `none` only for a server that an administrator has set.',
      'Chiffrement IMAP',
      'Par défaut `tls` sur le port 993, sinon `starttls`, alors obligatoire. `none` seulement pour un serveur déclaré par un administrateur.',
    ),
    ca: Type.Optional(
      Type.String({
        maxLength: 20_000,
        ...told(
          'Certificate authority',
          'Certificate (PEM) that signed the servers’, if it is not a public one.',
          'Autorité de certification',
          'Certificat (PEM) qui a signé celui des serveurs, s’il n’est pas public.',
        ),
      }),
    ),
  },
  { additionalProperties: false },
);
export type MailSettings = Static<typeof mailSettings>;

export const smtpPorts = [465, 587, 2525];
export const imapPorts = [143, 993];

export const smtpTarget = ({ smtpHost = '', smtpPort = 587 }: MailSettings) => ({ host: smtpHost, port: smtpPort });
export const imapTarget = ({ imapHost = '', imapPort = 993 }: MailSettings) => ({ host: imapHost, port: imapPort });
