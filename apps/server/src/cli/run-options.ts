import type { ApiOptions } from './api-client.ts';
import { isFile, isFolder } from './paths.ts';

export type RunOptions = ApiOptions & {
  input?: string;
  env: string;
  wait: boolean;
  dry?: boolean;
  mocks?: string;
  variables?: string;
};

/** Whether this names a file or folder; anything else is the id of a flow. */
export async function isPath(named: string): Promise<boolean> {
  if (/[/\\.]/.test(named) || named === '-') return true;
  return (await isFile(named)) || (await isFolder(named).catch(() => false));
}
