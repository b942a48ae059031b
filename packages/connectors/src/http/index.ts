import { defineConnector } from '@raccord/contract';
import Type from 'typebox';
import { request } from './actions/request.ts';
import { httpAuth } from './auth.ts';

export const http = defineConnector({
  id: 'http',
  title: { en: 'HTTP', fr: 'HTTP' },
  description: {
    en: 'Calls any web address: REST interfaces that have no connector of their own.',
    fr: 'Appelle n’importe quelle adresse web : les interfaces REST qui n’ont pas de connecteur propre.',
  },
  auth: httpAuth,
  settings: Type.Object(
    {
      baseUrl: Type.Optional(
        Type.String({
          format: 'uri',
          title: 'Base address',
          description: 'What relative addresses are appended to, e.g. `https://api.example.com/v2`.',
        }),
      ),
      allowedHosts: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 253 }), {
          maxItems: 50,
          title: 'Allowed hosts',
          description:
            'Hosts the credentials may be sent to, besides that of the base address; `*.example.com` for all below.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  endpointsFor: ({ baseUrl }) => (typeof baseUrl === 'string' && baseUrl !== '' ? { api: baseUrl } : undefined),
  allowedHosts: ({ allowedHosts }) =>
    Array.isArray(allowedHosts) ? allowedHosts.filter((host) => typeof host === 'string') : [],
  triggers: {},
  actions: { request },
});
