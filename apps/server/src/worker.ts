import { keepCompiledCode } from './compiled-code.ts';

async function main(): Promise<void> {
  // What is imported the ordinary way would be compiled before the first line runs.
  keepCompiledCode();
  const { runWorkerProcess } = await import('./worker-process.ts');
  await runWorkerProcess();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
