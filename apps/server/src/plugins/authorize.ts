import { Failure } from '@raccord/contract';
import type { FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';
import type { Deps } from '../deps.ts';
import type { Principal } from '../sign-in/principal.ts';
import { type Access, mayAct } from '../sign-in/roles.ts';
import { findApiToken } from '../stores/api-tokens.ts';
import { DEFAULT_WORKSPACE } from '../stores/workspaces.ts';
import { fromThisSite } from './same-site.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. Every route says it; the server does not start otherwise. */
    access?: Access;
    /**
     * The request proves itself by something other than a browser's session (a webhook's signature), so that where it comes
     * from does not matter.
     */
    anyOrigin?: boolean;
  }
  interface FastifyRequest {
    /** Who makes the request; absent only on public routes. */
    principal?: Principal;
  }
}

export type RouteEntry = { method: string; url: string; access: Access | undefined };

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route with who may call it, for the inventory test. */
    routeInventory(): RouteEntry[];
  }
}

/** The one place that decides who may do what: nothing is allowed unless the route says so. */
export const authorize = plugin<{ deps: Deps }>(async (app, { deps }) => {
  const routes: { method: string; url: string; config?: { access?: Access } | undefined }[] = [];
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) routes.push(Object.assign(Object.create(route), { method }));
  });
  app.decorate('routeInventory', () =>
    routes.map(({ method, url, config }) => ({ method, url, access: config?.access })),
  );
  app.addHook('onReady', async () => {
    const silent = app.routeInventory().filter(({ access }) => access === undefined);
    if (silent.length > 0)
      throw new Failure('bug', 'server.routeWithoutAccess', {
        routes: silent.map(({ method, url }) => `${method} ${url}`).join(', '),
      });
  });

  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return;
    const { access = 'owner', anyOrigin = false } = request.routeOptions.config;
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    const bearer = bearerOf(request);
    if (changes && !anyOrigin && bearer === undefined && !fromThisSite(request, deps.publicUrl))
      throw new Failure('auth', 'server.otherSite');
    if (access === 'public') return;

    const principal = bearer === undefined ? await fromSession() : await fromToken(bearer);
    if (principal === undefined) throw new Failure('auth', 'server.signInNeeded');
    request.principal = principal;
    if (!mayAct(principal.role, access))
      throw new Failure('auth', 'server.notAllowed', { role: principal.role, needed: access });

    async function fromSession(): Promise<Principal | undefined> {
      if (request.headers.cookie === undefined) return undefined;
      const signedIn = await deps.people.current(new Headers({ cookie: request.headers.cookie }));
      if (signedIn === undefined) return undefined;
      for (const cookie of signedIn.cookies) reply.header('set-cookie', cookie);
      const { id, email, name } = signedIn.person;
      // Roles come with teams; until then whoever has an account is an owner.
      return { userId: id, workspaceId: DEFAULT_WORKSPACE, role: 'owner', label: email, name };
    }

    async function fromToken(token: string): Promise<Principal | undefined> {
      const found = await findApiToken(deps.db, token);
      if (found === undefined) return undefined;
      const { id, workspaceId, role, name } = found;
      return { tokenId: id, workspaceId, role, label: `token ${name}`, name };
    }
  });
});

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer ([\w-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
}
