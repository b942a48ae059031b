import type { ApiClient } from './api-client.ts';
import type { Environment } from './api-types.ts';

/** The environments' names by id: answers name them by id, people by name. */
export async function environmentNames(api: ApiClient): Promise<(id: string) => string> {
  const { environments } = await api.get<{ environments: Environment[] }>('/api/environments');
  const names = new Map(environments.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
