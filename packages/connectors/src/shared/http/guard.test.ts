import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '@raccord/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpClient } from './client.ts';
import { isPublicAddress, type Resolve } from './guard.ts';
import { createPools, type Pools } from './pools.ts';

const privateAddresses = [
  ['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.0.1'],
  ['169.254.169.254', '169.254.0.1', '172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.88.99.1'],
  ['192.168.0.1', '192.168.255.255', '198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1'],
  ['239.255.255.255', '240.0.0.1', '255.255.255.255', '::', '::1', '::7f00:1', '::127.0.0.1', '::ffff:127.0.0.1'],
  ['::ffff:10.1.1.1', '::ffff:a9fe:a9fe', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b:1::1'],
  ['100::1', 'fc00::1', 'fdff::1', 'fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1', 'ff02::1', '2001::1', '2002::1'],
  ['2001:db8::1', '2002:7f00:1::1', '3fff::1', '4000::1', '0:0:0:0:0:ffff:7f00:1', 'not an address', ''],
].flat();
const publicAddresses = ['1.1.1.1', '8.8.8.8', '100.63.0.1', '100.128.0.1', '172.15.0.1', '172.32.0.1', '11.0.0.1'];
const publicV6 = ['2606:4700:4700::1111', '2a00:1450:4007::1', '2001:4860:4860::8888'];

describe('isPublicAddress', () => {
  it.each(privateAddresses)('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each([...publicAddresses, ...publicV6])('accepts %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

/** Names an attacker could own, and what they resolve to. */
const names: Record<string, string[]> = {
  'private.test': ['10.0.0.1'],
  'loopback.test': ['127.0.0.1'],
  'metadata.test': ['169.254.169.254'],
  'one-bad-of-two.test': ['93.184.216.34', '127.0.0.1'],
  'mapped.test': ['::ffff:127.0.0.1'],
  'nat64.test': ['64:ff9b::7f00:1'],
  'v6-loopback.test': ['::1'],
  'both.test': ['::1', '127.0.0.1'],
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
};
const lookups: string[] = [];
const resolve: Resolve = (hostname, done) => {
  lookups.push(hostname);
  const found: LookupAddress[] = (names[hostname] ?? []).map((address) => ({
    address,
    family: address.includes(':') ? 6 : 4,
  }));
  if (found.length > 0) done(null, found);
  else done(Object.assign(new Error(`not found: ${hostname}`), { code: 'ENOTFOUND' }), []);
};

describe('nothing private is reached', () => {
  let canary: Server;
  let port: number;
  let pools: Pools;
  let arrivals = 0;
  let served = 0;

  beforeAll(async () => {
    canary = createServer((request, response) => {
      if (request.url?.startsWith('/redirect?to=') === true) {
        response.writeHead(302, { location: decodeURIComponent(request.url.slice('/redirect?to='.length)) }).end();
        return;
      }
      served += 1;
      response.end('inside');
    });
    canary.on('connection', () => {
      arrivals += 1;
    });
    // Dual stack, so that an address in either family would arrive.
    await new Promise<void>((done) => canary.listen(0, '::', done));
    port = (canary.address() as AddressInfo).port;
    pools = createPools(resolve);
  });
  afterAll(async () => {
    await pools.close();
    canary.closeAllConnections();
    await new Promise((done) => canary.close(done));
  });

  const literalHosts = [
    ...privateAddresses.filter((host) => /^[0-9.]+$/.test(host)),
    ...privateAddresses.filter((host) => host.includes(':') && !host.includes('%')).map((host) => `[${host}]`),
    ...['127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '017700000001', '0', '0x0'],
    ...[
      '127.0.0.1.',
      '１２７.０.０.１',
      '①②⑦.⓪.⓪.①',
      '127。0。0。1',
      '0xa9fea9fe',
      '2852039166',
      '0251.0376.0251.0376',
    ],
    ...['[::ffff:7f00:1]', '[0:0:0:0:0:0:0:1]', '[::ffff:0x7f.1]', '10.1', '192.168.1', '%31%32%37.0.0.1'],
    ...Object.keys(names),
  ];

  it('tries at least 80 targets', () => {
    expect(literalHosts.length).toBeGreaterThanOrEqual(80);
  });

  it.each(literalHosts)('refuses %s without a connection', async (host) => {
    const before = arrivals;
    const http = createHttpClient({ pools, ports: [80, 443, port] });
    const error = await http.request({ method: 'GET', url: `http://${host}:${port}/` }).then(
      (answer) => answer,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Failure);
    expect(['http.addressBlocked', 'http.urlInvalid', 'http.unreachable']).toContain((error as Failure).code);
    expect(arrivals).toBe(before);
  });

  const badUrls = [
    ['http://user:pass@example.com/', 'http.urlUserinfo'],
    ['http://example.com@127.0.0.1/', 'http.urlUserinfo'],
    ['file:///etc/passwd', 'http.urlScheme'],
    ['ftp://example.com/', 'http.urlScheme'],
    ['gopher://example.com/', 'http.urlScheme'],
    ['data:text/plain,x', 'http.urlScheme'],
    ['javascript:alert(1)', 'http.urlScheme'],
    ['unix:/var/run/docker.sock', 'http.urlScheme'],
    ['http://', 'http.urlInvalid'],
    ['//127.0.0.1/', 'http.urlInvalid'],
    ['http://example.com:22/', 'http.portBlocked'],
    ['http://example.com:6379/', 'http.portBlocked'],
  ] as const;
  it.each(badUrls)('refuses %s', async (url, code) => {
    await expect(createHttpClient({ pools }).request({ method: 'GET', url })).rejects.toMatchObject({ code });
  });

  it('opens exactly the origin an administrator has set, and checks every redirect from there', async () => {
    const allowPrivate = (host: string, openPort: number) => host === '127.0.0.1' && openPort === port;
    const http = createHttpClient({ pools, allowPrivate, ports: [80, 443, port] });
    const base = `http://127.0.0.1:${port}`;
    expect(await http.request({ method: 'GET', url: `${base}/` })).toMatchObject({ status: 200, text: 'inside' });
    const before = served;
    for (const to of [`http://localhost:${port}/`, `http://[::1]:${port}/`, 'http://169.254.169.254/latest']) {
      const url = `${base}/redirect?to=${encodeURIComponent(to)}`;
      await expect(http.request({ method: 'GET', url })).rejects.toMatchObject({ code: 'http.addressBlocked' });
    }
    expect(served).toBe(before);
  });

  it('resolves once per socket, so an answer that flips between check and use has nothing to flip', async () => {
    let flips = 0;
    // 2000::1 is public and routed nowhere: the checked address is the one that is dialled, and it does not answer.
    const flipping = createPools((_hostname, done) => {
      flips += 1;
      done(null, [flips === 1 ? { address: '2000::1', family: 6 } : { address: '127.0.0.1', family: 4 }]);
    });
    const before = arrivals;
    const http = createHttpClient({ pools: flipping, ports: [port] });
    const request = { method: 'GET', url: `http://rebind.test:${port}/`, timeoutMs: 500 } as const;
    await expect(http.request(request)).rejects.toMatchObject({ kind: 'transient' });
    expect(flips).toBe(1);
    await expect(http.request(request)).rejects.toBeInstanceOf(Failure);
    expect(arrivals).toBe(before);
    await Promise.all([flipping.guarded.destroy(), flipping.open.destroy()]);
  });

  it('looks a name up again for a new socket only', () => {
    expect(lookups.filter((name) => name === 'one-bad-of-two.test')).toHaveLength(1);
  });
});
