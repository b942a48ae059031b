import { REDACTED } from '@raccord/runtime/engine/redacted-json';
import { describe, expect, it } from 'vitest';
import { createRedactor, isSecretName } from './redact.ts';

const secret = 'p@ss "w/ö"rd\n+x';
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('by value', () => {
  const redactor = createRedactor([secret, 'token-123456']);
  const forms: [string, string][] = [
    ['plain', `login with ${secret} failed`],
    ['JSON', JSON.stringify({ note: `x ${secret} y` })],
    ['JSON inside JSON', JSON.stringify({ body: JSON.stringify({ note: secret }) })],
    ['JSON with \\u escapes', `{"note":"${JSON.stringify(secret).slice(1, -1).replace('ö', '\\u00f6')}"}`],
    ['URL', `https://x.test/?q=${encodeURIComponent(secret)}&r=1`],
    ['URL in lower case', `https://x.test/?q=${encodeURIComponent(secret).toLowerCase()}`],
    ['form', new URLSearchParams({ q: secret }).toString()],
    ['base64', `value ${base64(secret)}`],
    ['base64 after one byte', base64(`u${secret}`)],
    ['base64 after two bytes', base64(`u:${secret}`)],
    ['base64 in the middle', base64(`user:${secret} and more`)],
    ['base64url', Buffer.from(`user:${secret}`).toString('base64url')],
  ];
  it.each(forms)('finds the secret as %s', (_, text) => {
    const clean = redactor.text(text);
    expect(clean).toContain(REDACTED);
    for (const part of ['w/ö', 'w%2F', 'w\\/', '\\u00f6']) expect(clean).not.toContain(part);
  });

  it('leaves everything else as it was', () => {
    expect(redactor.text('order 12 was paid')).toBe('order 12 was paid');
  });

  it('takes the longer of two secrets that begin alike', () => {
    expect(createRedactor(['abcd', 'abcdefgh']).text('<abcdefgh>')).toBe(`<${REDACTED}>`);
  });

  it('does not blacken text for a secret of three letters', () => {
    expect(createRedactor(['the']).text('the other')).toBe('the other');
  });

  it('takes a short one of letters or digits only where it stands alone', () => {
    const redactor = createRedactor(['4711', 'beef']);
    const chance = 'order 147110, id 0e4711ab-beefc0de, 4711st';
    expect(redactor.text(chance)).toBe(chance);
    const alone = '"4711" pin=4711&x %204711 "\\n4711" "\\u00e94711" -4711.5 (beef)';
    expect(redactor.text(alone)).not.toMatch(/4711|beef/);
    expect(redactor.text(`Basic ${base64('user:4711')}`)).toContain(REDACTED);
    expect(createRedactor(['47114711']).text('0e47114711ab')).toBe(`0e${REDACTED}ab`);
  });

  it('treats signs of regular expressions as text', () => {
    expect(createRedactor(['a.*b(']).text('axxb( a.*b(')).toBe(`axxb( ${REDACTED}`);
  });
});

describe('by name', () => {
  it('cleans fields at any depth, whatever their spelling', () => {
    const clean = createRedactor([]).value({
      headers: { Authorization: 'Bearer x', 'X-Api-Key': 'k', accept: 'application/json' },
      items: [{ client_secret: 's', clientId: 'visible', nextPageToken: 'visible' }],
      password: '',
      count: 3,
    });
    expect(clean).toEqual({
      headers: { Authorization: REDACTED, 'X-Api-Key': REDACTED, accept: 'application/json' },
      items: [{ client_secret: REDACTED, clientId: 'visible', nextPageToken: 'visible' }],
      password: '',
      count: 3,
    });
  });

  it.each(['access_token', 'refreshToken', 'Set-Cookie', 'PRIVATE_KEY'])('knows %s', (name) =>
    expect(isSecretName(name)).toBe(true),
  );

  it('does not end in a very deep value', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 10_000; level++) deep = [deep];
    expect(JSON.stringify(createRedactor([]).value(deep))).toContain('[too deep]');
  });
});

it('is fast: 50 secrets over 1 MB of text in well under a second', () => {
  const redactor = createRedactor(Array.from({ length: 50 }, (_, i) => `secret-value-${i}-${'x'.repeat(20)}`));
  const text = `${'ordinary words and numbers 1234 '.repeat(32_000)} secret-value-7-${'x'.repeat(20)}`;
  const start = performance.now();
  expect(redactor.text(text)).toContain(REDACTED);
  expect(performance.now() - start).toBeLessThan(1_000);
});

it('finds a secret in JSON in JSON in JSON, as a refusal is kept that quotes a refusal', () => {
  const secret = 'a"b\\c/é';
  let text = secret;
  for (let level = 0; level < 4; level += 1) {
    text = JSON.stringify({ message: text });
    expect(createRedactor([secret]).text(text)).not.toContain('é');
  }
});
