import { deleteConnection } from '../../stores/connections.ts';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const deleteConnectionRoute = endpoint({
  method: 'DELETE',
  url: '/api/connections/:id',
  access: 'admin',
  summary: 'Delete a connection that no flow is bound to',
  params: IdParams,
  handle: ({ deps, principal, params }) =>
    deps.db.transaction().execute(async (tx) => {
      const { workspaceId, label: actor } = principal;
      const { name, connector, environmentId } = await deleteConnection(tx, workspaceId, params.id);
      const subject = `connection:${params.id}`;
      const live = { connectionId: params.id, environmentId };
      await recordEvent(tx, {
        workspaceId,
        type: 'connection.deleted',
        subject,
        actor,
        data: { name, connector },
        live,
      });
    }),
});
