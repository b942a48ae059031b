import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static, type TSchema } from 'typebox';
import type { Deps } from '../deps.ts';
import type { Principal } from '../sign-in/principal.ts';
import type { Access } from '../sign-in/roles.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Shape<S> = S extends TSchema ? Static<S> : undefined;

export type Call<P, Q, B, A extends Access> = {
  deps: Deps;
  /** Always there, except on public routes. */
  principal: A extends 'public' ? Principal | undefined : Principal;
  params: Shape<P>;
  query: Shape<Q>;
  body: Shape<B>;
  request: FastifyRequest;
  reply: FastifyReply;
};

type Definition<P, Q, B, R, A extends Access> = {
  method: Method;
  url: string;
  access: A;
  /** One line for the API's documentation. */
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  /** What it answers with 200; absent: 204 and nothing. */
  answer?: R;
  /** Largest body in bytes, when it is not 1 MiB. */
  bodyLimit?: number;
  /** Calls per minute and caller, when stricter than for all. `by` says who the caller is. */
  limit?: { max: number; by?: (request: FastifyRequest) => string };
  handle(call: Call<P, Q, B, A>): Promise<R extends TSchema ? Static<R> : void>;
};

/** One endpoint: what it takes, what it gives, who may call it, what it does. One file each; `routes/index.ts` lists them. */
export type Endpoint = {
  method: Method;
  url: string;
  access: Access;
  register(app: FastifyInstance, deps: Deps): void;
};

/** The shape of every error; registered once by `app.ts`, so that the documentation names it once. */
export const ErrorAnswer = Type.Object(
  {
    error: Type.Object({
      kind: Type.String(),
      code: Type.String(),
      params: Type.Record(Type.String(), Type.Unknown()),
      message: Type.String(),
      at: Type.Optional(Type.String()),
    }),
  },
  { $id: 'Error', description: 'What went wrong, and what to do.' },
);

export function endpoint<
  A extends Access,
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
  R extends TSchema | undefined = undefined,
>(definition: Definition<P, Q, B, R, A>): Endpoint {
  const { method, url, access, summary, params, query, body, answer, bodyLimit, limit } = definition;
  return {
    method,
    url,
    access,
    register(app, deps) {
      app.route({
        method,
        url,
        ...(bodyLimit === undefined ? {} : { bodyLimit }),
        config: {
          access,
          ...(limit === undefined
            ? {}
            : {
                rateLimit: {
                  max: limit.max,
                  ...(limit.by === undefined ? {} : { hook: 'preValidation', keyGenerator: limit.by }),
                },
              }),
        },
        schema: {
          summary,
          tags: [/^\/api\/([^/]+)/.exec(url)?.[1] ?? 'operations'],
          ...(access === 'public' ? { security: [] } : {}),
          ...(params === undefined ? {} : { params }),
          ...(query === undefined ? {} : { querystring: query }),
          ...(body === undefined ? {} : { body }),
          response: {
            ...(answer === undefined ? { 204: Type.Null() } : { 200: answer }),
            '4xx': Type.Ref('Error#'),
            '5xx': Type.Ref('Error#'),
          },
        },
        handler: async (request, reply) => {
          // Fastify has validated the parts against the schemas they are typed by, and `authorize` has set the principal.
          const call = {
            deps,
            principal: request.principal,
            params: request.params,
            query: request.query,
            body: request.body,
            request,
            reply,
          };
          const result = await definition.handle(call as Call<P, Q, B, A>);
          if (reply.sent) return reply;
          return answer === undefined ? reply.code(204).send() : result;
        },
      });
    },
  };
}
