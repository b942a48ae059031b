import type { MailState } from './mailbox.ts';

const mail = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n`;

/** Mail of the sample companies, in French and English: a quote, an order with a file, an answering machine. */
export function seedMail(state: MailState, now: number): void {
  const at = (hoursAgo: number) => new Date(now - hoursAgo * 3_600_000);
  const quote = at(30);
  state.deliver(
    'INBOX',
    mail([
      'From: =?UTF-8?Q?=C3=89lodie_Marchand?= <elodie@petitspains.example>',
      `To: Atelier <${state.user}>`,
      'Subject: =?UTF-8?Q?Demande_de_devis_pour_40_bo=C3=AEtes?=',
      'Message-ID: <devis-40@petitspains.example>',
      `Date: ${quote.toUTCString().replace('GMT', '+0000')}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Bonjour, pouvez-vous nous envoyer un devis pour 40 boîtes ? Merci, Élodie',
    ]),
    quote,
  );
  const order = at(5);
  state.deliver(
    'INBOX',
    mail([
      'From: Grace Turner <grace@acme.example>',
      `To: ${state.user}`,
      'Cc: hugo@briochedoree.example',
      'Subject: Purchase order PO-2041',
      'Message-ID: <po-2041@acme.example>',
      `Date: ${order.toUTCString().replace('GMT', '+0000')}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="part"',
      '',
      '--part',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Please find our order attached.',
      '--part',
      'Content-Type: text/csv; name="PO-2041.csv"',
      'Content-Disposition: attachment; filename="PO-2041.csv"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('sku,quantity\r\nABO-M,12\r\n').toString('base64'),
      '--part--',
    ]),
    order,
  );
  const away = at(2);
  state.deliver(
    'INBOX',
    mail([
      'From: hugo@briochedoree.example',
      `To: ${state.user}`,
      'Subject: =?UTF-8?Q?R=C3=A9ponse_automatique_:_absent?=',
      'Message-ID: <absent-7@briochedoree.example>',
      'Auto-Submitted: auto-replied',
      `Date: ${away.toUTCString().replace('GMT', '+0000')}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Je suis absent.',
    ]),
    away,
  );
}
