import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Refusal, say } from './messages.mjs';
import { collect } from './processes.mjs';
import { installInputs, root } from './workspace.mjs';

/** A native program, fetched by npx: nothing has to be installed on the machine. */
const pnpmVersion = '12.21.0';

export const stampFile = join(root, 'node_modules', '.raccord-installed');

/** Reasons told apart by what npm and pnpm write, the most telling first. */
const reasons = [
  { code: 'diskFull', pattern: /ENOSPC|no space left|EDQUOT/i },
  { code: 'notWritable', pattern: /EACCES|EPERM|EROFS/ },
  {
    code: 'noNetwork',
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|SOCKET_TIMEOUT|META_FETCH_FAIL|error sending request|dns error/i,
  },
];

/** Installs the workspace, unless what is installed already is exactly what the lockfile and the manifests ask for. */
export async function install() {
  const stamp = stampOf(installInputs());
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  say('installing');
  const startedAt = Date.now();
  rmSync(stampFile, { force: true });
  const { program, args } = npx();
  const flags = ['--frozen-lockfile', '--config.confirmModulesPurge=false', '--config.fetchRetryMintimeout=1000'];
  const { exitCode, output } = await collect(
    program,
    [...args, '-y', `pnpm@${pnpmVersion}`, 'install', '--reporter=append-only', ...flags],
    installEnvironment(),
    // Only Windows without npm's own path needs a shell, to find npx.cmd.
    { shell: process.platform === 'win32' && args.length === 0 },
  );
  if (exitCode >= 128) throw new Refusal('installFailed', { lines: lastLines(output) });
  if (exitCode !== 0) throw refusal(output);
  writeFileSync(stampFile, stamp);
  say('installed', { seconds: Math.round((Date.now() - startedAt) / 1000) });
}

/** What is installed when these files are as they are, on this machine. */
export function stampOf(files) {
  const hash = createHash('sha256');
  hash.update(`${pnpmVersion} ${process.platform} ${process.arch}`);
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function refusal(output) {
  const reason = reasons.find(({ pattern }) => pattern.test(output));
  const registry = process.env.npm_config_registry ?? 'https://registry.npmjs.org/';
  return new Refusal(reason?.code ?? 'installFailed', { lines: lastLines(output), folder: root, registry });
}

/** npm's remarks on the machine's own configuration, and the insides of its errors. */
const noise = /^\s*$|^npm (warn|notice)|^npm error( +(at |code:|errno:|syscall:|address:|port:|type:|\}).*| *)$/i;

/** The end of the output, without what does not help the user. */
function lastLines(output) {
  const lines = output.split(/\r?\n/).filter((line) => !noise.test(line));
  return lines
    .slice(-12)
    .map((line) => `  ${line}`)
    .join('\n');
}

/** npm names its own file when it runs us; npx is beside it, and needs no shell that way. */
function npx() {
  const npm = process.env.npm_execpath;
  if (npm !== undefined && basename(npm) === 'npm-cli.js') {
    return { program: process.execPath, args: [join(dirname(npm), 'npx-cli.js')] };
  }
  return { program: 'npx', args: [] };
}

/**
 * Our environment without the npm settings that `npm start` handed down, except how to reach the registry: an inner npm
 * warns of each one it does not know.
 */
function installEnvironment() {
  const kept =
    /^npm_config_(registry|.*proxy|ca|cafile|strict_ssl|cache|userconfig|globalconfig|prefer_offline|offline)$/i;
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || kept.test(name));
  return {
    ...Object.fromEntries(inherited),
    npm_config_loglevel: 'error',
    npm_config_update_notifier: 'false',
    npm_config_fetch_retry_mintimeout: '1000',
    npm_config_fetch_retry_maxtimeout: '2000',
    ...homeForCaches(),
  };
}

/** npm and pnpm keep caches in the home folder; a service user often has none that it can write to. */
function homeForCaches() {
  try {
    accessSync(homedir(), constants.W_OK);
    return {};
  } catch {
    const home = join(root, 'node_modules', '.home');
    mkdirSync(home, { recursive: true });
    return {
      HOME: home,
      npm_config_cache: join(home, '.npm'),
      XDG_DATA_HOME: '',
      XDG_CACHE_HOME: '',
      XDG_STATE_HOME: '',
      XDG_CONFIG_HOME: '',
    };
  }
}
