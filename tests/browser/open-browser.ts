import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The first costs least: it is the same engine without windows and toolbars, each of which is a page of its own. */
const programs = [
  'chromium-headless-shell',
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
];

/** The machine's own browser; undefined where there is none. `npm test` installs Debian's or says loudly that it is missing. */
export function browserProgram(): string | undefined {
  // biome-ignore lint/style/noProcessEnv: where programs are.
  const folders = (process.env.PATH ?? '').split(delimiter);
  return programs.flatMap((name) => folders.map((folder) => join(folder, name))).find(canRun);
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Without the flags of the second line it looks for Google's hosts at each start, which a closed network refuses one by one. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic'],
      ...['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}
