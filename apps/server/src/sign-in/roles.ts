/** What people and tokens may do in a workspace, from least to most; each may all that the ones before it may. */
export const roles = ['viewer', 'operator', 'builder', 'admin', 'owner'] as const;
export type Role = (typeof roles)[number];

/** What a route asks for; `public` asks for nothing, not even a sign-in. */
export type Access = 'public' | Role;

export function mayAct(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}
