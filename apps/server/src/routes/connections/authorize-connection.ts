import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { beginConsent } from '../../connections/consent/begin-consent.ts';
import { endpoint } from '../endpoint.ts';
import { giveMark } from '../oauth/browser-mark.ts';
import { IdParams, Moment } from '../params.ts';

export const authorizeConnectionRoute = endpoint({
  method: 'POST',
  url: '/api/connections/:id/authorize',
  access: 'admin',
  summary: 'Begin to connect an account by the vendor’s consent page',
  params: IdParams,
  body: Type.Object({}, { additionalProperties: false }),
  answer: Type.Object({
    address: Type.String({
      description: 'Open it in a browser: of the vendor, or for a token’s request of this server. It works once.',
    }),
    expiresAt: Moment,
  }),
  limit: { max: 30 },
  async handle({ deps, principal, params, request, reply }) {
    if (principal.tokenId !== undefined) return beginConsent(deps, principal, params.id, undefined);
    // The mark stays with the address it was given at, and the vendor sends the browser to the public one.
    if (request.host !== new URL(deps.publicUrl).host)
      throw new Failure('config', 'oauth.openAtPublicUrl', { address: deps.publicUrl });
    return beginConsent(deps, principal, params.id, giveMark(request, reply, deps.publicUrl));
  },
});
