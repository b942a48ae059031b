import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests/global-setup.ts answers; empty when it did not run. */
    testServicesUrl: string;
  }
}

/**
 * Asks the vitest process for a service of this run, which it starts when the first test asks (so that unit tests alone
 * start nothing) and stops after the last.
 */
export async function testServiceUrl(service: 'postgres' | 'redis'): Promise<string | undefined> {
  const answer = await fetch(`${inject('testServicesUrl')}/${service}`);
  if (!answer.ok) throw new Error(`The test ${service} did not start: ${await answer.text()}`);
  return (await answer.text()) || undefined;
}
