import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the system says of a live process. */
export type ProcessIdentity = {
  /** Command line, arguments joined with spaces. */
  command: string;
  /** When it was started, in words of the system's own: equal only for one and the same process, even when its pid was used again. */
  startedAt: string;
};

/**
 * Looks a process up by its pid. `undefined` when there is none, and also for a zombie: a process that ended but was not
 * collected by its parent (usual in containers) still answers `kill(pid, 0)`, yet holds nothing any more.
 */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') return identifyByProc(pid);
  return process.platform === 'win32' ? identifyOnWindows(pid) : identifyByPs(pid);
}

/** Waits until the process is gone (or a zombie), at most `timeoutMs`; answers whether it is. */
export async function waitForProcessEnd(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while ((await identifyProcess(pid)) !== undefined) {
    if (Date.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

async function identifyByProc(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    const [stat, commandLine, bootId] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // The name, in brackets, may itself hold brackets and spaces: fields are counted from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    if (state === 'Z' || state === 'X') return undefined;
    return { command: commandLine.replaceAll('\0', ' ').trim(), startedAt: `${bootId.trim()} ${fields[19]}` };
  } catch {
    return undefined;
  }
}

async function identifyByPs(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    const { stdout } = await run('ps', ['-ww', '-o', 'stat=,lstart=,command=', '-p', String(pid)], {
      env: { LC_ALL: 'C' },
    });
    // e.g. "Ss   Sat Nov 22 13:45:01 2026     /usr/bin/postgres -D /data"
    const [, state, startedAt, command] = /^\s*(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/s.exec(stdout) ?? [];
    if (state === undefined || startedAt === undefined || command === undefined || state.startsWith('Z'))
      return undefined;
    return { command: command.trim(), startedAt };
  } catch {
    return undefined;
  }
}

async function identifyOnWindows(pid: number): Promise<ProcessIdentity | undefined> {
  const query = `Get-CimInstance Win32_Process -Filter "ProcessId=${pid}" | ForEach-Object { $_.CreationDate.Ticks; $_.CommandLine }`;
  try {
    const { stdout } = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', query]);
    const [startedAt, command = ''] = stdout.trim().split(/\r?\n/);
    return startedAt === undefined || startedAt === '' ? undefined : { command, startedAt };
  } catch {
    return undefined;
  }
}
