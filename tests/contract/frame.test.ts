import { expect, it } from 'vitest';
import { readForm } from './form-values.ts';
import type { Recorded } from './recorder.ts';
import { specification } from './specification.ts';

// That the judge is not asleep: what is wrong on purpose is told, and told where.

const stripe = specification({ file: 'stripe.json', basePath: '/stripe' });
const slack = specification({
  file: 'slack.json',
  basePath: '/slack/api',
  credentials: ['token'],
  getOrPost: true,
  answerOf: (_status, body) => ((body as { ok?: unknown }).ok === true ? '200' : 'default'),
});

function exchange(call: {
  method?: string;
  url: string;
  form?: string;
  json?: object;
  status?: number;
  answer: unknown;
}): Recorded {
  const { method = 'GET', url, form, json, status = 200, answer } = call;
  return {
    method,
    url,
    headers:
      form === undefined && json === undefined
        ? {}
        : { 'content-type': form === undefined ? 'application/json' : 'application/x-www-form-urlencoded' },
    body: Buffer.from(form ?? (json === undefined ? '' : JSON.stringify(json))),
    status,
    answerHeaders: new Headers({ 'content-type': 'application/json; charset=utf-8' }),
    answer: Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)),
  };
}

const deleted = { id: 'cus_1', object: 'customer', deleted: true };
const endpoint = { id: 'we_1', object: 'webhook_endpoint', deleted: true };
const refund = {
  id: 're_1',
  object: 'refund',
  amount: 5,
  created: 1,
  currency: 'eur',
  charge: null,
  status: 'succeeded',
};
const refunds = { object: 'list', url: '/v1/refunds', has_more: false, data: [refund] };

it.each([
  ['a deletion', exchange({ method: 'DELETE', url: '/stripe/v1/webhook_endpoints/we_1', answer: endpoint })],
  ['the other branch of an anyOf', exchange({ url: '/stripe/v1/customers/cus_1', answer: deleted })],
  ['a list with ranges', exchange({ url: '/stripe/v1/refunds?created[gte]=5&limit=3', answer: refunds })],
  [
    'a form',
    exchange({ method: 'POST', url: '/stripe/v1/refunds', form: 'charge=ch_1&amount=5&metadata[a]=1', answer: refund }),
  ],
  [
    'a refusal',
    exchange({ url: '/stripe/v1/refunds', status: 400, answer: { error: { type: 'invalid_request_error' } } }),
  ],
])('lets %s pass', (_name, call) => {
  expect(stripe.problems(call)).toEqual([]);
});

it.each([
  ['a path', exchange({ url: '/stripe/v1/none', answer: {} }), 'GET /v1/none is not in the specification'],
  [
    'a method',
    exchange({ method: 'PUT', url: '/stripe/v1/refunds', answer: {} }),
    'PUT /v1/refunds is not in the specification',
  ],
  ['another place', exchange({ url: '/other/v1/refunds', answer: {} }), 'is not in the specification'],
  [
    'a parameter',
    exchange({ url: '/stripe/v1/refunds?page=1', answer: refunds }),
    'GET /v1/refunds request ?page: is not in the specification',
  ],
  [
    'a number',
    exchange({ url: '/stripe/v1/refunds?limit=few', answer: refunds }),
    'GET /v1/refunds request ?limit: must be integer',
  ],
  ['a range', exchange({ url: '/stripe/v1/refunds?created[since]=1', answer: refunds }), 'request ?created'],
  [
    'a field',
    exchange({ method: 'POST', url: '/stripe/v1/refunds', form: 'order=1', answer: refund }),
    'POST /v1/refunds request /order: is not in the specification',
  ],
  [
    'a value',
    exchange({ method: 'POST', url: '/stripe/v1/refunds', form: 'reason=mood', answer: refund }),
    'POST /v1/refunds request /reason: is none of duplicate',
  ],
  [
    'a body',
    exchange({ method: 'POST', url: '/stripe/v1/refunds', json: {}, answer: refund }),
    'application/json is not in the specification',
  ],
  [
    'a required field',
    exchange({ method: 'POST', url: '/stripe/v1/webhook_endpoints', form: 'url=x', answer: {} }),
    'request /enabled_events: is missing',
  ],
  [
    'an answer',
    exchange({ url: '/stripe/v1/refunds', answer: { ...refunds, data: [{ ...refund, amount: '5' }] } }),
    'answer 200 /data/*/amount: must be integer',
  ],
  [
    'a made-up field',
    exchange({ url: '/stripe/v1/refunds', answer: { ...refunds, pages: 1 } }),
    'answer 200 /pages: is not in the specification',
  ],
  [
    'a field left out',
    exchange({ url: '/stripe/v1/refunds', answer: { ...refunds, has_more: undefined } }),
    'answer 200 /has_more: is missing',
  ],
  ['a broken answer', exchange({ url: '/stripe/v1/refunds', answer: '{"object":"li' }), 'answer 200 : must be object'],
  [
    'an error',
    exchange({ url: '/stripe/v1/refunds', status: 400, answer: { error: 'no' } }),
    'answer default /error: must be object',
  ],
])('tells %s that is wrong', (_name, call, told) => {
  expect(stripe.problems(call).join('\n')).toContain(told);
});

it('knows operations that go either way, and answers by what they hold', () => {
  const missing = { ok: false, error: 'users_not_found' };
  const either = (method: string) =>
    slack.problems(
      method === 'GET'
        ? exchange({ url: '/slack/api/users.lookupByEmail?mail=x', answer: { ok: true, user: {} } })
        : exchange({ method, url: '/slack/api/users.lookupByEmail', form: 'mail=x', answer: { ok: true, user: {} } }),
    );
  for (const method of ['GET', 'POST']) {
    expect(either(method).join('\n')).toContain(
      `${method} /users.lookupByEmail request ?mail: is not in the specification`,
    );
    expect(either(method).join('\n')).toContain('request ?email: is missing');
  }
  expect(slack.problems(exchange({ url: '/slack/api/users.lookupByEmail?mail=x', answer: missing }))).toEqual([]);
});

it('reads forms as vendors mean them', () => {
  expect(readForm('a=1&a=2&b[c]=%C3%A9&d[]=3&d[]=4&e[0][f]=5&e[1][f]=6')).toEqual({
    a: ['1', '2'],
    b: { c: 'é' },
    d: ['3', '4'],
    e: [{ f: '5' }, { f: '6' }],
  });
});
