import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './workspace.mjs';

/** Runs a program with our console and answers its exit code. */
export function run(program, args, environment = process.env) {
  const child = spawn(program, args, { cwd: root, env: environment, stdio: 'inherit', windowsHide: true });
  const forwarding = forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      forwarding.end();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Runs a program and collects what it writes. */
export function collect(program, args, environment, options = {}) {
  const child = spawn(program, args, {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    ...options,
  });
  const forwarding = forwardSignals(child);
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-64 * 1024);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve) => {
    child.once('error', (error) => keep(`\n${error.message}`));
    child.once('close', (code, signal) => {
      forwarding.end();
      resolve({ exitCode: code ?? 128 + (constants.signals[signal] ?? 0), output });
    });
  });
}

/**
 * The terminal sends Ctrl-C to the whole group, so the child has it already; npm passes each signal on to us once more. The
 * child is to see one: a second one means “at once” to a server that is finishing its work.
 */
function forwardSignals(child) {
  const last = new Map();
  const forward = (signal) => {
    const isFromTerminal = signal === 'SIGINT' && process.stdin.isTTY === true;
    const isRepeated = Date.now() - (last.get(signal) ?? 0) < 1_000;
    last.set(signal, Date.now());
    if (!isFromTerminal && !isRepeated) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  const watch = watchForNpmsEnd(() => forward('SIGTERM'));
  return {
    end: () => {
      clearInterval(watch);
      for (const signal of signals) process.removeListener(signal, forward);
    },
  };
}

/**
 * npm passes SIGTERM on to the shell it runs us in, which ends without telling us: we notice that our parent has changed.
 * Only under npm: a bootstrap that was started directly may well outlive its shell.
 */
function watchForNpmsEnd(onEnd) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onEnd();
  }, 250);
  return watch;
}
