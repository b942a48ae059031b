import { expect, it } from 'vitest';
import { canReach, publicUrlOf } from './public-url.ts';

it.each([
  ['https://api.vendor.example', 'https://raccord.example.com', true],
  ['https://api.vendor.example', 'http://127.0.0.1:4000', false],
  ['https://api.vendor.example', 'http://localhost:4000', false],
  ['https://api.vendor.example', 'http://raccord:4000', false],
  ['https://api.vendor.example', 'https://raccord.corp.internal', false],
  ['https://api.vendor.example', 'http://192.168.1.20', false],
  ['https://api.vendor.example', 'http://[::1]:4000', false],
  ['https://api.vendor.example', 'https://[2a00:1450:4007::1]', true],
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4000', true],
  ['http://localhost:4010', 'http://127.0.0.1:4000', true],
])('%s reaches %s: %s', (from, to, reaches) => {
  expect(canReach(from, to)).toBe(reaches);
});

it('without a setting it is where the server listens', () => {
  expect(publicUrlOf({ host: '0.0.0.0', port: 4000 })).toBe('http://localhost:4000');
  expect(publicUrlOf({ host: '::1', port: 80 })).toBe('http://[::1]:80');
  expect(publicUrlOf({ publicUrl: 'https://raccord.example.com', host: '::', port: 80 })).toBe(
    'https://raccord.example.com',
  );
});
