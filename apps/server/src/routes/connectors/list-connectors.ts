import type { Connector } from '@raccord/contract';
import Type from 'typebox';
import { endpoint } from '../endpoint.ts';

const Text = Type.Object({ en: Type.String(), fr: Type.String() });
const Schema = Type.Unknown({ description: 'JSON Schema' });

const ConnectorAnswer = Type.Object({
  id: Type.String(),
  title: Text,
  description: Text,
  auth: Type.Object({
    kind: Type.String(),
    credentials: Schema,
    scopes: Type.Optional(Type.Array(Type.String(), { description: 'There where accounts are connected by consent.' })),
    signingSecret: Type.Optional(Text),
  }),
  objects: Type.Array(
    Type.Object({
      id: Type.String(),
      place: Type.Array(Type.String(), { description: 'The fields that say which one, among those of an operation.' }),
      discovers: Type.Boolean({
        description: 'An account may have fields besides: `POST /api/connections/:id/fields`.',
      }),
    }),
  ),
  settings: Type.Optional(Schema),
  endpoints: Type.Optional(Type.Record(Type.String(), Type.String())),
  triggers: Type.Array(
    Type.Object({
      id: Type.String({ description: 'As a node’s `uses`.' }),
      version: Type.Integer(),
      title: Text,
      description: Text,
      config: Schema,
      output: Schema,
      sample: Type.Unknown(),
      object: Type.Optional(Type.String({ description: 'What it is derived from.' })),
      webhook: Type.Optional(Type.Object({ secret: Type.String() })),
      poll: Type.Optional(Type.Object({ every: Type.String() })),
      fires: Type.Optional(Type.String()),
    }),
  ),
  actions: Type.Array(
    Type.Object({
      id: Type.String({ description: 'As a node’s `uses`.' }),
      version: Type.Integer(),
      title: Text,
      description: Text,
      input: Schema,
      output: Schema,
      effect: Type.String({ description: '`depends` when the settings of the node decide.' }),
      object: Type.Optional(Type.String({ description: 'What it is derived from.' })),
      bulk: Type.Optional(Type.Integer({ description: 'Most records in one call.' })),
      scopes: Type.Optional(Type.Array(Type.String())),
    }),
  ),
});

export const listConnectors = endpoint({
  method: 'GET',
  url: '/api/connectors',
  access: 'viewer',
  summary: 'Everything flows can be made of: connectors, their triggers and actions, with their schemas',
  answer: Type.Object({ connectors: Type.Array(ConnectorAnswer) }),
  handle: async ({ deps }) => ({ connectors: Object.values(deps.registry).map(manifest) }),
});

function manifest(connector: Connector): Type.Static<typeof ConnectorAnswer> {
  const { id, title, description, auth, settings, endpoints } = connector;
  return {
    id,
    title,
    description,
    auth: {
      kind: auth.kind,
      credentials: auth.credentials,
      ...(auth.oauth2 === undefined ? {} : { scopes: [...auth.oauth2.scopes] }),
      ...(auth.signingSecret === undefined ? {} : { signingSecret: auth.signingSecret.description }),
    },
    objects: Object.values(connector.objects ?? {}).map((object) => ({
      id: object.id,
      place: Object.keys(object.place?.properties ?? {}),
      discovers: object.fields !== undefined,
    })),
    ...(settings === undefined ? {} : { settings }),
    ...(endpoints === undefined ? {} : { endpoints }),
    triggers: Object.values(connector.triggers).map((trigger) => ({
      id: `${id}/${trigger.id}`,
      version: trigger.version,
      title: trigger.title,
      description: trigger.description,
      config: trigger.config,
      output: trigger.output,
      sample: trigger.sample,
      ...(trigger.object === undefined ? {} : { object: trigger.object }),
      ...(trigger.webhook === undefined ? {} : { webhook: { secret: trigger.webhook.secret } }),
      ...(trigger.poll === undefined ? {} : { poll: { every: trigger.poll.every } }),
      ...(trigger.fires === undefined ? {} : { fires: trigger.fires }),
    })),
    actions: Object.values(connector.actions).map((action) => ({
      id: `${id}/${action.id}`,
      version: action.version,
      title: action.title,
      description: action.description,
      input: action.input,
      output: action.output,
      effect: typeof action.effect === 'string' ? action.effect : 'depends',
      ...(action.object === undefined ? {} : { object: action.object }),
      ...(action.bulk === undefined ? {} : { bulk: action.bulk.max }),
      ...(action.scopes === undefined ? {} : { scopes: [...action.scopes] }),
    })),
  };
}
