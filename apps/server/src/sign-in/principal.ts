import type { Role } from './roles.ts';

/** Who makes a request: a person with a session, or a program with a token. */
export type Principal = {
  userId?: string;
  tokenId?: string;
  workspaceId: string;
  role: Role;
  /** How the history names them: the e-mail address, or `token <name>`. */
  label: string;
  name: string;
};
