import Type from 'typebox';
import { updateEnvironment } from '../../stores/environments.ts';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { EnvironmentAnswer, environmentFields } from './environment-body.ts';

export const updateEnvironmentRoute = endpoint({
  method: 'PATCH',
  url: '/api/environments/:id',
  access: 'admin',
  summary: 'Change an environment’s name, colour or variables (all of them)',
  params: IdParams,
  body: Type.Partial(Type.Object(environmentFields), { additionalProperties: false }),
  answer: EnvironmentAnswer,
  handle: ({ deps, principal, params, body }) =>
    deps.db.transaction().execute(async (tx) => {
      const { workspaceId, label: actor } = principal;
      const environment = await updateEnvironment(tx, workspaceId, params.id, body);
      const subject = `environment:${params.id}`;
      const data = { changed: Object.keys(body) };
      const live = { environmentId: params.id };
      await recordEvent(tx, { workspaceId, type: 'environment.changed', subject, actor, data, live });
      return environment;
    }),
});
