import { expect, test } from 'vitest';
import { signSlack } from './signature.ts';

const published =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';

test.each([
  [
    "Slack's published sample",
    published,
    '8f742231b10e8888abcd99yyyzzz85a5',
    1_531_420_618,
    'a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  ],
  [
    'an address check',
    '{"type":"url_verification","challenge":"abc"}',
    'test_signing_secret',
    1_763_625_701,
    '3b347ad8e191d58e68af51846de68d1b015ea8eaee67fe37c662820d2380cd77',
  ],
])('signs %s', (_name, body, secret, t, hex) => {
  expect(signSlack(body, secret, t)).toBe(`v0=${hex}`);
});
