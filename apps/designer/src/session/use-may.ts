import { useQuery } from '@tanstack/react-query';
import { session } from './session.ts';

/** From least to most; each may all that the ones before it may. */
const roles = ['viewer', 'operator', 'builder', 'admin', 'owner'] as const;

/** Whether the person who is signed in may do what asks for this role. The server decides; this only spares people a refusal. */
export function useMay(needed: (typeof roles)[number]): boolean {
  const role = useQuery(session).data?.role;
  return role !== undefined && roles.indexOf(role) >= roles.indexOf(needed);
}
