import { connect } from 'node:net';
import { connectors } from '@raccord/connectors';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flow } from '../engine-tests/flow.ts';
import { openDatabase } from '../stores/database.ts';
import { createFiles } from '../stores/files.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { openVault } from '../vault/vault.ts';
import { AnswerDesk } from './answer-desk.ts';
import { Endpoints } from './endpoints.ts';
import { mailAddress, tokenIn } from './mail-address.ts';
import { type MailReceiver, startMailReceiver } from './mail-receiver.ts';
import { WebhookIntake } from './webhook-intake.ts';

let engine: TestEngine;
let receiver: MailReceiver;
let intake: WebhookIntake;
const tokens: Record<string, string> = {};
const domain = 'in.acme.example';
const addressOf = (name: string) => mailAddress(tokens[name]!, domain);

beforeAll(async () => {
  engine = await testEngine();
  const trigger = { id: 'mail', kind: 'trigger' as const, uses: 'mail-in/received' };
  const keep = { id: 'kept', kind: 'map' as const, with: { subject: '{{mail.subject}}' } };
  for (const [id, config] of [
    ['open', {}],
    ['closed', { senders: ['ann@acme.example', '@petitspains.example'] }],
  ] as const)
    tokens[id] = (await engine.deploy(flow(id, [trigger, keep], ['mail > kept']), { kind: 'webhook', config })).token;
  const hook = { id: 'hook', kind: 'trigger' as const, uses: 'webhook/received' };
  tokens.web = (await engine.deploy(flow('web', [hook, keep], ['hook > kept']), { kind: 'webhook' })).token;
  const { pool, doorbell, home } = engine;
  const log = pino({ level: 'silent' });
  const { vault } = await openVault(openDatabase(pool), { home });
  const endpoints = new Endpoints(pool, vault, connectors);
  intake = new WebhookIntake({ pool, doorbell, endpoints, desk: new AnswerDesk(pool), log });
  receiver = await startMailReceiver({ host: '127.0.0.1', port: 0, domain }, { intake, log });
});
afterAll(async () => {
  await receiver?.close();
  await engine?.close();
});

/** Speaks SMTP line by line, as any server does. @returns the replies' first lines */
function converse(lines: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const replies: string[] = [];
    const left = [...lines];
    const socket = connect(receiver.port, '127.0.0.1');
    socket.setEncoding('utf8').on('error', reject);
    socket.on('close', () => resolve(replies));
    let heard = '';
    socket.on('data', (text: string) => {
      heard += text;
      const last = heard.trimEnd().split('\r\n').at(-1) ?? '';
      if (!heard.endsWith('\r\n') || /^\d{3}-/.test(last)) return;
      replies.push(last);
      heard = '';
      const next = left.shift();
      if (next === undefined) socket.end();
      else socket.write(`${next}\r\n`);
    });
  });
}
const send = async (to: string[], mail: string, from = 'ann@acme.example') => {
  const recipients = to.map((address) => `RCPT TO:<${address}>`);
  const replies = await converse(['EHLO relay', `MAIL FROM:<${from}>`, ...recipients, 'DATA', `${mail}\r\n.`, 'QUIT']);
  return { recipients: replies.slice(3, 3 + to.length), end: replies[4 + to.length] };
};
const letter = (id: string, more = '', from = 'Ann <ann@acme.example>') =>
  `From: ${from}\r\nTo: client@petitspains.example\r\nSubject: ${id}\r\nMessage-ID: <${id}@acme.example>\r\n${more}\r\nHello`;
const kept = async (subject: string) => {
  const { rows } = await engine.pool.query<{ input: string }>(
    "select input from records where input::jsonb ->> 'subject' = $1",
    [subject],
  );
  return rows.map(({ input }) => JSON.parse(input));
};

it('addresses survive servers that know no capitals', () => {
  const token = 'AbC-_dEfGhIjKlMnOpQrSt';
  const address = mailAddress(token, domain);
  expect(Buffer.from(tokenIn(address.toUpperCase(), domain)!, 'base64url')).toEqual(Buffer.from(token, 'base64url'));
  expect([tokenIn('ann@in.acme.example', domain), tokenIn(address, 'other.example')]).toEqual([undefined, undefined]);
});

describe('a capture address', () => {
  it('keeps a blind copy with its files before it says so', async () => {
    const part =
      'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=p\r\n\r\n--p\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\n1;2\r\n--p--\r\n';
    expect((await send([addressOf('open')], letter('copy', part))).end).toMatch(/^250/);
    const [mail] = await kept('copy');
    expect(mail).toMatchObject({
      from: { address: 'ann@acme.example' },
      automatic: false,
      envelope: { from: 'ann@acme.example', to: addressOf('open') },
    });
    expect(mail.attachments).toMatchObject([{ name: 'a.csv', type: 'text/csv' }]);
    expect(Buffer.from(await createFiles(engine.pool, workspaceId).get(mail.attachments[0])).toString()).toContain(
      '1;2',
    );
  });

  it('takes a mail once, however often it comes, and once for each of its addresses', async () => {
    for (let n = 0; n < 3; n++) expect((await send([addressOf('open')], letter('twice'))).end).toMatch(/^250/);
    expect(await kept('twice')).toHaveLength(1);
    await send([addressOf('open'), addressOf('closed')], letter('both'));
    expect(await kept('both')).toHaveLength(2);
  });

  it('notes what programs sent', async () => {
    await send([addressOf('open')], letter('away', 'Auto-Submitted: auto-replied\r\n'));
    await send([addressOf('open')], letter('bounce'), '');
    expect([(await kept('away'))[0].automatic, (await kept('bounce'))[0].automatic]).toEqual([true, true]);
  });

  it('is refused in the dialogue when it is none of ours, or of the web', async () => {
    const strangers = [
      'ann@in.acme.example',
      mailAddress('AAAAAAAAAAAAAAAAAAAAAA', domain),
      `${addressOf('open')}.evil.example`,
      addressOf('web'),
    ];
    const { recipients } = await send([...strangers, addressOf('open')], letter('some'));
    expect(recipients.map((reply) => reply.slice(0, 3))).toEqual(['550', '550', '550', '550', '250']);
    expect(await kept('some')).toHaveLength(1);
  });

  it('takes nobody but its allowed senders', async () => {
    expect((await send([addressOf('closed')], letter('eve', '', 'eve@evil.example'), 'ann@acme.example')).end).toMatch(
      /^550 5\.7\.1/,
    );
    expect((await send([addressOf('closed')], letter('sub', '', 'x@notpetitspains.example'))).end).toMatch(/^550/);
    expect(
      (await send([addressOf('closed')], letter('elodie', '', 'Élodie <elodie@petitspains.example>'))).end,
    ).toMatch(/^250/);
    expect([await kept('eve'), await kept('sub'), (await kept('elodie')).length]).toEqual([[], [], 1]);
  });

  it('has an end: what is announced too large is refused before it is sent, and nothing is relayed', async () => {
    const announced = await converse(['EHLO relay', 'MAIL FROM:<a@b.example> SIZE=99999999', 'QUIT']);
    expect(announced[2]).toMatch(/^552/);
    const relayed = await converse([
      'EHLO relay',
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<victim@elsewhere.example>',
      'AUTH PLAIN x',
      'QUIT',
    ]);
    expect(relayed.slice(3, 5).map((line) => line.slice(0, 1))).toEqual(['5', '5']);
  });

  it('is no address of the web', async () => {
    const posted = intake.take(tokens.open!, {
      method: 'POST',
      headers: {},
      query: {},
      body: Buffer.from(letter('web')),
    });
    await expect(posted).rejects.toMatchObject({ kind: 'auth', code: 'mailIn.notByMail' });
  });

  it('asks the sender to come again while nothing can be stored', async () => {
    await engine.pool.query('alter table records rename to records_away');
    try {
      expect((await send([addressOf('open')], letter('later'))).end).toMatch(/^451/);
    } finally {
      await engine.pool.query('alter table records_away rename to records');
    }
    expect((await send([addressOf('open')], letter('later'))).end).toMatch(/^250/);
    expect(await kept('later')).toHaveLength(1);
  });
});
