import type { LookupAddress } from 'node:dns';
import { expect, it } from 'vitest';
import type { Resolve } from '../http/guard.ts';
import { createSocketDoor } from './socket-door.ts';

const resolveTo =
  (...addresses: string[]): Resolve =>
  (_name, done) =>
    done(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
const door = (resolve: Resolve, more: Partial<Parameters<typeof createSocketDoor>[0]> = {}) =>
  createSocketDoor({
    credentials: { password: 's' },
    endpoints: {},
    allowedHosts: ['mail.example:587', 'mail.example:25', '[::1]:587', '127.0.0.1:587', 'sql.internal'],
    resolve,
    ...more,
  });
const at587 = { host: 'mail.example', port: 587, ports: [587] };

it('gives the very address that was judged, with the name the certificate must carry', async () => {
  const opened = await door(resolveTo('93.184.216.34', '2606:2800::1')).open('smtp', {
    ...at587,
    host: 'Mail.Example',
  });
  expect(opened).toEqual({
    host: 'mail.example',
    port: 587,
    address: '93.184.216.34',
    opened: false,
    credentials: { password: 's' },
  });
});

it.each([
  ['loopback', ['127.0.0.1']],
  ['a private address among public ones', ['93.184.216.34', '10.0.0.7']],
  ['link-local and metadata', ['169.254.169.254']],
  ['a mapped address', ['::ffff:127.0.0.1']],
  ['NAT64', ['64:ff9b::7f00:1']],
])('refuses a name that leads to %s', async (_name, addresses) => {
  const blocked = { kind: 'config', code: 'http.addressBlocked' };
  await expect(door(resolveTo(...addresses)).open('smtp', at587)).rejects.toMatchObject(blocked);
});

it.each(['127.0.0.1', '::1', '[::1]'])('refuses the literal %s', async (host) => {
  const opening = door(resolveTo('93.184.216.34')).open('smtp', { ...at587, host });
  await expect(opening).rejects.toMatchObject({ code: 'http.addressBlocked' });
});

it('refuses other hosts than those of the connection, and ports that are not for mail', async () => {
  const public1 = resolveTo('93.184.216.34');
  const elsewhere = door(public1).open('smtp', { ...at587, host: 'evil.example' });
  await expect(elsewhere).rejects.toMatchObject({ kind: 'config', code: 'http.hostNotAllowed' });
  const ssh = door(public1).open('smtp', { host: 'mail.example', port: 25, ports: [587] });
  await expect(ssh).rejects.toMatchObject({ kind: 'config', code: 'socket.portBlocked' });
});

it('an administrator’s endpoint takes the place of host and port, and opens exactly itself', async () => {
  const inside = resolveTo('10.1.2.3');
  const endpoints = { sql: 'sql://sql.internal:6000' };
  const opened = await door(inside, { endpoints }).open('sql', { ...at587, ports: [5432] });
  expect(opened).toMatchObject({ host: 'sql.internal', port: 6000, address: '10.1.2.3', opened: true });
  // Another service of the same connection is not opened by it.
  const other = door(inside, { endpoints }).open('smtp', { host: 'sql.internal', port: 587, ports: [587] });
  await expect(other).rejects.toMatchObject({ code: 'http.addressBlocked' });
});

it('a name that is nowhere is a matter of time', async () => {
  const gone: Resolve = (_name, done) => done(Object.assign(new Error('gone'), { code: 'ENOTFOUND' }), []);
  await expect(door(gone).open('smtp', at587)).rejects.toMatchObject({ kind: 'transient', code: 'http.unreachable' });
  await expect(door(resolveTo()).open('smtp', at587)).rejects.toMatchObject({ code: 'http.unreachable' });
});
