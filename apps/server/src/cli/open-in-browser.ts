import { spawn } from 'node:child_process';

const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Opens an address in the person's browser, where there is one; the address is printed in any case. */
export function openInBrowser(address: string): void {
  const [program, ...before] = openers[process.platform] ?? ['xdg-open'];
  const opened = spawn(program, [...before, new URL(address).href], { stdio: 'ignore', detached: true });
  opened.on('error', () => undefined);
  opened.unref();
}
