import { createHmac } from 'node:crypto';
import type { RawDelivery } from '@raccord/contract';
import { describe, expect, it } from 'vitest';
import { webhook } from './index.ts';

const received = webhook.triggers.received!.webhook!;
const now = Date.parse('2026-11-20T10:00:00Z');
const stamp = String(now / 1_000);
const key = Buffer.from('a secret of twenty-four b');
const secret = `whsec_${key.toString('base64')}`;

const delivery = (
  body: string | Uint8Array,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): RawDelivery => ({
  method: 'POST',
  headers,
  query: { source: 'shop' },
  body: typeof body === 'string' ? Buffer.from(body) : body,
});
const hmac = (value: string, encoding: 'hex' | 'base64' = 'hex', by: string | Buffer = 's3cret') =>
  createHmac('sha256', by).update(value).digest(encoding);

describe('signature', () => {
  type Case = [
    name: string,
    config: Record<string, unknown>,
    headers: Record<string, string>,
    secrets: string[],
    code?: string,
  ];
  const github = { scheme: 'hmac-sha256', header: 'X-Hub-Signature-256', prefix: 'sha256=' };
  const shopify = { scheme: 'hmac-sha256', header: 'x-shopify-hmac-sha256', encoding: 'base64' };
  const token = { scheme: 'token', header: 'x-token' };
  const standard = (signature: string, time = stamp, id = 'msg_1') => ({
    'webhook-id': id,
    'webhook-timestamp': time,
    'webhook-signature': signature,
  });
  const sign = (time = stamp, id = 'msg_1') => `v1,${hmac(`${id}.${time}.{"a":1}`, 'base64', key)}`;
  const cases: Case[] = [
    ['nothing to check', {}, {}, []],
    ['a secret but no way to check it', {}, {}, ['s3cret'], 'webhook.schemeMissing'],
    ['hex with a prefix', github, { 'x-hub-signature-256': `sha256=${hmac('{"a":1}')}` }, ['s3cret']],
    ['hex, previous secret', github, { 'x-hub-signature-256': `sha256=${hmac('{"a":1}')}` }, ['new', 's3cret']],
    ['base64', shopify, { 'x-shopify-hmac-sha256': hmac('{"a":1}', 'base64') }, ['s3cret']],
    [
      're-encoded body',
      github,
      { 'x-hub-signature-256': `sha256=${hmac('{"a": 1}')}` },
      ['s3cret'],
      'webhook.signatureWrong',
    ],
    ['prefix left out', github, { 'x-hub-signature-256': hmac('{"a":1}') }, ['s3cret'], 'webhook.signatureMissing'],
    ['empty signature', github, { 'x-hub-signature-256': 'sha256=' }, ['s3cret'], 'webhook.signatureWrong'],
    ['no signature', github, {}, ['s3cret'], 'webhook.signatureMissing'],
    ['no secret stored', github, { 'x-hub-signature-256': `sha256=${hmac('{"a":1}')}` }, [], 'webhook.secretMissing'],
    [
      'keyed with nothing',
      github,
      { 'x-hub-signature-256': `sha256=${hmac('{"a":1}', 'hex', '')}` },
      [''],
      'webhook.secretMissing',
    ],
    ['token', token, { 'x-token': 's3cret' }, ['s3cret']],
    ['wrong token', token, { 'x-token': 's3cre' }, ['s3cret'], 'webhook.signatureWrong'],
    ['standard', { scheme: 'standard' }, standard(sign()), [secret]],
    ['standard, one of two', { scheme: 'standard' }, standard(`v1,AAAA v1a,BBBB ${sign()}`), [secret]],
    ['standard, 301 s old', { scheme: 'standard' }, standard(sign('1'), '1'), [secret], 'webhook.signatureOld'],
    [
      'standard, other id',
      { scheme: 'standard' },
      standard(sign(), stamp, 'msg_2'),
      [secret],
      'webhook.signatureWrong',
    ],
    [
      'standard, id with a dot',
      { scheme: 'standard' },
      standard(sign(stamp, 'm.1'), stamp, 'm.1'),
      [secret],
      'webhook.signatureMissing',
    ],
    [
      'standard, odd time',
      { scheme: 'standard' },
      standard(sign(), `${stamp}.0`),
      [secret],
      'webhook.signatureMissing',
    ],
  ];
  it.each(cases)('%s', (_name, config, headers, secrets, code) => {
    const verify = () => received.verify(delivery('{"a":1}', headers), secrets, config, now);
    if (code === undefined) expect(verify).not.toThrow();
    else expect(verify).toThrowError(expect.objectContaining({ kind: 'auth', code }));
  });

  it('allows five minutes in either direction', () => {
    const at = (seconds: number) => String(Number(stamp) + seconds);
    const verify = (time: string) =>
      received.verify(delivery('{"a":1}', standard(sign(time), time)), [secret], { scheme: 'standard' }, now);
    for (const time of [at(-300), at(300)]) expect(() => verify(time)).not.toThrow();
    for (const time of [at(-301), at(301)]) expect(() => verify(time)).toThrowError();
  });
});

describe('body', () => {
  const bodyOf = (text: string | Uint8Array, type?: string) => {
    const [item] = received.parse(delivery(text, type === undefined ? {} : { 'content-type': type }), {});
    return (item!.data as { body: unknown }).body;
  };
  it.each([
    ['{"a":[1]}', 'application/json', { a: [1] }],
    ['{"a":1}', 'application/vnd.shop+json; charset=utf-8', { a: 1 }],
    ['{"a":1}', ' Application/JSON\t', { a: 1 }],
    ['a=1&b=x+y&a=2', 'application/x-www-form-urlencoded', { a: ['1', '2'], b: 'x y' }],
    ['n=%C3%A9&&100%&%zz=a%3Db=c', 'application/x-www-form-urlencoded', { n: 'é', '100%': '', '%zz': 'a=b=c' }],
    ['n=%E9&m=+', 'application/x-www-form-urlencoded; charset=iso-8859-1', { n: 'é', m: ' ' }],
    [Buffer.from('é=é', 'latin1'), 'application/x-www-form-urlencoded; charset=latin1', { é: 'é' }],
    ['hello', 'text/plain', 'hello'],
    ['<a/>', undefined, '<a/>'],
    ['', 'application/json', null],
    [Buffer.from('\ufeff{"a":"é"}'), 'application/json', { a: 'é' }],
    [Buffer.from('{"a":"é"}', 'latin1'), 'application/json; charset="ISO-8859-1"', { a: 'é' }],
    [Buffer.from('é', 'latin1'), 'text/plain;charset=iso-8859-1', 'é'],
    ['{"id":12345678901234567890}', 'application/json', { id: '12345678901234567890' }],
  ])('%s as %s', (text, type, expected) => {
    expect(bodyOf(text, type)).toEqual(expected);
  });

  it.each([
    ['application/json', Buffer.from('{"a":"é"}', 'latin1'), 'utf-8'],
    ['text/csv', Buffer.from('é', 'latin1'), 'utf-8'],
    ['application/x-www-form-urlencoded', 'n=%E9', 'utf-8'],
    ['application/x-www-form-urlencoded', Buffer.from('n=é', 'latin1'), 'utf-8'],
    ['text/csv; charset=klingon', Buffer.from('e'), 'klingon'],
  ])('refuses text of the type %s that is written otherwise', (type, bytes, charset) => {
    const failure = { kind: 'input', code: 'webhook.bodyNotText', params: { charset } };
    expect(() => bodyOf(bytes, type)).toThrowError(expect.objectContaining(failure));
  });

  it('bounds how many fields a form has', () => {
    const form = 'application/x-www-form-urlencoded';
    expect(bodyOf('a&'.repeat(99_999), form)).toMatchObject({ a: { length: 99_999 } });
    const failure = { kind: 'input', code: 'webhook.bodyTooManyKeys' };
    expect(() => bodyOf('a&'.repeat(100_000), form)).toThrowError(expect.objectContaining(failure));
  });

  it.each([
    ['{"a":[1,1e400]}', 'webhook.bodyNumberTooLarge'],
    ['{"a":', 'webhook.bodyInvalid'],
    ['{"__proto__":{"admin":true}}', 'webhook.bodyForbiddenKey'],
    ['{"constructor":{"prototype":{}}}', 'webhook.bodyForbiddenKey'],
    ['['.repeat(5_000) + ']'.repeat(5_000), 'webhook.bodyTooDeep'],
    [`[${'0,'.repeat(100_001)}0]`, 'webhook.bodyTooManyKeys'],
  ])('refuses %.40s', (text, code) => {
    expect(() => bodyOf(text, 'application/json')).toThrowError(expect.objectContaining({ kind: 'input', code }));
  });
});

describe('records', () => {
  it('carry what is harmless of the headers', () => {
    const headers = {
      'content-type': 'application/json',
      'x-shop-topic': 'orders/create',
      'x-shop-hmac-sha256': 'secret',
      'x-api-key': 'secret',
      'x-auth-token': 'secret',
      authorization: 'secret',
      cookie: 'secret',
      'x-forwarded-for': '10.0.0.1',
      host: 'us',
    };
    const [item] = received.parse(delivery('{}', headers), {});
    expect(item?.data).toEqual({
      body: {},
      query: { source: 'shop' },
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shop-topic': 'orders/create' },
    });
  });

  it.each([
    [{}, undefined, undefined],
    [{ 'webhook-id': 'msg_1', 'idempotency-key': 'k' }, undefined, 'msg_1'],
    [{ 'idempotency-key': 'k' }, undefined, 'k'],
    [{ 'x-event': 'e1', 'webhook-id': 'msg_1' }, 'X-Event', 'e1'],
    [{ 'webhook-id': 'msg_1' }, 'x-event', undefined],
  ])('%o with %s are known by %s', (headers: Record<string, string>, dedupeHeader, expected) => {
    const config = dedupeHeader === undefined ? {} : { dedupeHeader };
    expect(received.parse(delivery('x', headers), config)[0]?.dedupeKey).toBe(expected);
  });

  it('are the items of a list where the trigger names one', () => {
    const headers = { 'content-type': 'application/json', 'webhook-id': 'msg_1' };
    const items = received.parse(delivery('{"data":{"orders":[{"id":1},{"id":2}]}}', headers), {
      items: 'data.orders',
    });
    expect(items.map(({ dedupeKey, data }) => [dedupeKey, (data as { body: unknown }).body])).toEqual([
      ['msg_1:0', { id: 1 }],
      ['msg_1:1', { id: 2 }],
    ]);
    for (const body of ['{"data":{}}', '{"data":null}', '[]', '""']) {
      expect(() => received.parse(delivery(body), { items: 'data.orders' })).toThrowError(
        expect.objectContaining({ code: 'webhook.itemsNotAList' }),
      );
    }
    expect(() => received.parse(delivery('{}'), { items: 'constructor.prototype' })).toThrowError();
  });
});
