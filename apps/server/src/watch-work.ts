import { requestUrl } from '@raccord/connectors/shared/http/request-encoding';
import { type ConnectorContext, type HttpClient, toFailure } from '@raccord/contract';
import type { Watch } from '@raccord/runtime/ports';
import type { Meters } from './metrics/meters.ts';
import type { CallWatch } from './metrics/watched-registry.ts';
import type { Tracing } from './opentelemetry/tracing.ts';

type Watchers = { meters?: Meters; tracing?: Tracing };

/** Measures batches, and draws batches and nodes. */
export function watchWork({ meters, tracing }: Watchers): Watch {
  return {
    async batch(batch, work) {
      const startedAt = performance.now();
      const { queue, flowId, version, environmentId, runId, records } = batch;
      try {
        if (tracing === undefined) return await work();
        const attributes = {
          'raccord.flow': flowId,
          'raccord.flow.version': version,
          'raccord.environment.id': environmentId,
          'raccord.run.id': runId,
          'raccord.batch.id': batch.id,
          'raccord.records': records.length,
          'raccord.queue': queue,
        };
        return await tracing.span('batch', { attributes }, work);
      } finally {
        meters?.batch({ queue, records: records.length, seconds: since(startedAt) });
      }
    },
    node({ id, kind }, records, work) {
      if (tracing === undefined) return work();
      const attributes = { 'raccord.node': id, 'raccord.node.kind': kind, 'raccord.records': records };
      return tracing.span(`node ${id}`, { attributes }, work);
    },
    // Of what is not kept there is nothing to find.
    traceId() {
      const [, id, , flags] = tracing?.current()?.split('-') ?? [];
      return flags === '01' ? id : undefined;
    },
  };
}

/** Measures and draws the calls of connectors. */
export function watchCalls({ meters, tracing }: Watchers): CallWatch {
  return async (call, context, make, failed) => {
    const { connector, action, records } = call;
    const startedAt = performance.now();
    let outcome = 'ok';
    const measured = async (seen: typeof context) => {
      try {
        const result = await make(seen);
        outcome = failed?.(result)?.kind ?? 'ok';
        return result;
      } catch (thrown) {
        outcome = toFailure(thrown).kind;
        throw thrown;
      } finally {
        meters?.call({ connector, action, outcome, seconds: since(startedAt) });
      }
    };
    if (tracing === undefined) return measured(context);
    const attributes = { 'raccord.connector': connector, 'raccord.action': action, 'raccord.records': records };
    return tracing.span(`${connector}/${action}`, { attributes }, async (span) => {
      const result = await measured({ ...context, http: tracedHttp(context, tracing) });
      span.setAttribute('raccord.outcome', outcome);
      return result;
    });
  };
}

/**
 * One span for each request: its method, host and status. Paths and queries hold ids, addresses and keys, and go nowhere. Only hosts
 * that the operator named are told what trace they are part of.
 */
function tracedHttp({ http, endpoints }: ConnectorContext, tracing: Tracing): HttpClient {
  return {
    ...http,
    async request(request) {
      const { host, hostname } = requestUrl(request, endpoints);
      const attributes = { 'http.request.method': request.method, 'server.address': host };
      return tracing.span(request.method, { kind: 'client', attributes }, async (span) => {
        const traceparent = tracing.mayTell(hostname) ? tracing.current() : undefined;
        const response = await http.request(
          traceparent === undefined ? request : { ...request, headers: { ...request.headers, traceparent } },
        );
        span.setAttribute('http.response.status_code', response.status);
        return response;
      });
    },
  };
}

const since = (startedAt: number) => (performance.now() - startedAt) / 1_000;
