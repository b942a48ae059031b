import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Refusal, say } from './messages.mjs';
import { collect } from './processes.mjs';

/** What the checks need of the machine: any of the programs will do; `packages` are Debian's, the one we like best first. */
const tools = {
  redis: { title: 'Redis', programs: ['redis-server'], packages: ['redis-server'], mac: 'brew install redis' },
  chromium: {
    title: 'Chromium',
    programs: [
      'chromium-headless-shell',
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'microsoft-edge',
    ],
    // Without windows and toolbars, a page costs a quarter of the time.
    packages: ['chromium-headless-shell', 'chromium'],
    mac: 'brew install --cask chromium',
  },
};

/**
 * Makes sure that the machine has these tools: installs them with apt-get when we are root and there is one. What is still
 * missing is said loudly; in CI it is an error, because nobody reads there that something was skipped.
 */
export async function ensureTools(names) {
  for (const name of names) {
    const tool = tools[name];
    if (isInstalled(tool)) continue;
    if (process.getuid?.() === 0 && findProgram('apt-get')) await installOneOf(tool);
    if (isInstalled(tool)) continue;
    const how = process.platform === 'darwin' ? tool.mac : `apt-get install ${tool.packages.at(-1)}`;
    if (isCi()) throw new Refusal('toolRequired', { tool: tool.title, how });
    say('toolMissing', { tool: tool.title, how });
  }
}

async function installOneOf(tool) {
  say('installingTool', { tool: tool.title });
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await withoutStartingServices(async () => {
    await collect('apt-get', ['update', '-qq'], environment);
    for (const name of tool.packages) {
      await collect('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], environment);
      if (isInstalled(tool)) break;
    }
  });
}

/** Debian starts a service as it installs it, unless this file says no; tests start their own, on ports of their own. */
async function withoutStartingServices(work) {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return work();
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await work();
  } finally {
    rmSync(policy, { force: true });
  }
}

function isInstalled(tool) {
  return tool.programs.some(findProgram);
}

function findProgram(name) {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, file), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function isCi() {
  return !['', '0', 'false'].includes(process.env.CI ?? '');
}
