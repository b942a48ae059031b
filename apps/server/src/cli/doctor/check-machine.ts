import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { Settings } from '../../env.ts';
import { localTokenPath } from '../../sign-in/local-token-path.ts';
import { readInstance } from '../instance-file.ts';
import type { Finding } from './finding.ts';

const NEEDED_NODE = 26;
const LITTLE_BYTES = 2_000_000_000;
const TOO_LITTLE_BYTES = 200_000_000;
const ANSWER_MS = 5_000;

export function checkNode(version = process.versions.node): Finding {
  const good = Number(version.split('.')[0]) >= NEEDED_NODE;
  const params = { found: version, needed: NEEDED_NODE };
  return { check: 'node', status: good ? 'ok' : 'fail', code: good ? 'cli.doctor.node' : 'cli.doctor.nodeOld', params };
}

export async function checkHome({ home }: Settings): Promise<Finding[]> {
  const present = await stat(home).catch(() => undefined);
  const where = present === undefined ? dirname(home) : home;
  const writable = await access(where, constants.W_OK).then(
    () => true,
    () => false,
  );
  const code = writable
    ? present === undefined
      ? 'cli.doctor.homeNew'
      : 'cli.doctor.home'
    : 'cli.doctor.homeUnwritable';
  const free = await statfs(where).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => undefined,
  );
  const findings: Finding[] = [{ check: 'home', status: writable ? 'ok' : 'fail', code, params: { home } }];
  if (free === undefined) return findings;
  const status = free < TOO_LITTLE_BYTES ? 'fail' : free < LITTLE_BYTES ? 'warn' : 'ok';
  const params = { home: where, free: (free / 1e9).toFixed(1) };
  return [
    ...findings,
    { check: 'disk', status, code: status === 'ok' ? 'cli.doctor.disk' : 'cli.doctor.diskLittle', params },
  ];
}

/** Whoever may read the key file can open every credential. */
export async function checkKeys({ home, vaultKey }: Settings): Promise<Finding[]> {
  const findings: Finding[] = [];
  const keyFile = join(home, 'vault.key');
  let hasKey = false;
  for (const file of [keyFile, localTokenPath(home)]) {
    const found = await stat(file).catch(() => undefined);
    if (found === undefined) continue;
    hasKey ||= file === keyFile;
    const closed = process.platform === 'win32' || (found.mode & 0o077) === 0;
    findings.push({
      check: 'keys',
      status: closed ? 'ok' : 'fail',
      code: closed ? 'cli.doctor.keyClosed' : 'cli.doctor.keyOpen',
      params: { file, mode: (found.mode & 0o777).toString(8) },
    });
  }
  if (vaultKey !== undefined) findings.push({ check: 'keys', status: 'ok', code: 'cli.doctor.keyGiven' });
  else if (!hasKey)
    findings.push({ check: 'keys', status: 'ok', code: 'cli.doctor.keyNew', params: { file: keyFile } });
  return findings;
}

/** Whether a server runs on this home, and if not, whether one could. */
export async function checkServer(settings: Settings): Promise<{ finding: Finding; runs: boolean }> {
  const instance = await readInstance(settings.home);
  if (instance !== undefined) {
    const answer = await fetch(`${instance.address}/healthz`, { signal: AbortSignal.timeout(ANSWER_MS) })
      .then((response) => response.json() as Promise<{ version?: string }>)
      .catch(() => undefined);
    const params = { address: instance.address, pid: instance.pid, version: answer?.version };
    if (answer?.version !== undefined)
      return { finding: { check: 'server', status: 'ok', code: 'cli.doctor.serverRuns', params }, runs: true };
    if (isAlive(instance.pid))
      return { finding: { check: 'server', status: 'fail', code: 'cli.doctor.serverSilent', params }, runs: false };
  }
  const { host, port } = settings;
  const free = port === 0 || (await canListen(host, port));
  const code = free ? 'cli.doctor.serverStopped' : 'cli.doctor.portTaken';
  return { finding: { check: 'server', status: free ? 'warn' : 'fail', code, params: { host, port } }, runs: false };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port }, () => server.close(() => resolve(true)));
  });
}
