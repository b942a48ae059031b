import Type from 'typebox';
import { createEnvironment } from '../../stores/environments.ts';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { EnvironmentAnswer, environmentFields } from './environment-body.ts';

export const createEnvironmentRoute = endpoint({
  method: 'POST',
  url: '/api/environments',
  access: 'admin',
  summary: 'Make an environment',
  body: Type.Object(environmentFields, { additionalProperties: false }),
  answer: EnvironmentAnswer,
  handle: ({ deps, principal, body }) =>
    deps.db.transaction().execute(async (tx) => {
      const { workspaceId, label: actor } = principal;
      const environment = await createEnvironment(tx, workspaceId, body);
      const subject = `environment:${environment.id}`;
      const live = { environmentId: environment.id };
      await recordEvent(tx, {
        workspaceId,
        type: 'environment.created',
        subject,
        actor,
        data: { name: body.name },
        live,
      });
      return environment;
    }),
});
