import { defineConnector } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../shared/forms/told.ts';
import { readAll } from './actions/read-all.ts';
import { request } from './actions/request.ts';
import { httpAuth } from './auth.ts';
import { itemListed } from './triggers/item-listed.ts';

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
          ...told(
            'Base address',
            'What relative addresses are appended to, e.g. `https://api.example.com/v2`.',
            'Adresse de base',
            'Ce qui précède les adresses relatives, par ex. `https://api.example.com/v2`.',
          ),
        }),
      ),
      allowedHosts: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 253 }), {
          maxItems: 50,
          ...told(
            'Allowed hosts',
            'Hosts the credentials may be sent to, besides that of the base address; `*.example.com` for all below.',
            'Hôtes autorisés',
            'Hôtes à qui les identifiants peuvent être envoyés, outre celui de l’adresse de base ; `*.example.com` pour tous ceux en dessous.',
          ),
        }),
      ),
      callsPerMinute: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 60_000,
          ...told(
            'Calls per minute',
            'What the service allows this account; all flows together keep within it.',
            'Appels par minute',
            'Ce que le service accorde à ce compte ; tous les flux ensemble s’y tiennent.',
          ),
        }),
      ),
      callsAtOnce: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 64,
          ...told(
            'Calls at once',
            'Most calls under way at the same time.',
            'Appels simultanés',
            'Le plus d’appels en cours au même moment.',
          ),
        }),
      ),
    },
    { additionalProperties: false },
  ),
  endpointsFor: ({ baseUrl }) => (typeof baseUrl === 'string' && baseUrl !== '' ? { api: baseUrl } : undefined),
  allowedHosts: ({ allowedHosts }) =>
    Array.isArray(allowedHosts) ? allowedHosts.filter((host) => typeof host === 'string') : [],
  ratesFor({ callsPerMinute, callsAtOnce }) {
    const atOnce = typeof callsAtOnce === 'number' ? { atOnce: callsAtOnce } : {};
    if (typeof callsPerMinute === 'number') return [{ limit: callsPerMinute, perMs: 60_000, ...atOnce }];
    // Only how many at once is bounded; no service takes this many in a minute.
    return callsAtOnce === undefined ? [] : [{ limit: 1_000_000, perMs: 60_000, ...atOnce }];
  },
  triggers: { 'item-listed': itemListed },
  actions: { request, 'read-all': readAll },
});
