import { deleteEnvironment } from '../../stores/environments.ts';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const deleteEnvironmentRoute = endpoint({
  method: 'DELETE',
  url: '/api/environments/:id',
  access: 'admin',
  summary: 'Delete an environment without connections, to which nothing was ever deployed',
  params: IdParams,
  handle: ({ deps, principal, params }) =>
    deps.db.transaction().execute(async (tx) => {
      const { workspaceId, label: actor } = principal;
      await deleteEnvironment(tx, workspaceId, params.id);
      const subject = `environment:${params.id}`;
      await recordEvent(tx, {
        workspaceId,
        type: 'environment.deleted',
        subject,
        actor,
        live: { environmentId: params.id },
      });
    }),
});
