import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Attributes,
  type Context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { toFailure } from '@raccord/contract';
import type { ProcessName } from '../metrics/meters.ts';
import { VERSION } from '../version.ts';
import { samplerOf } from './sampler.ts';
import { contextOf, readTraceparent, traceparentOf } from './trace-context.ts';
import type { TraceSettings } from './trace-settings.ts';

export type SpanOptions = {
  kind?: 'server' | 'producer' | 'consumer' | 'client';
  attributes?: Attributes;
  /** Traceparents: the first is what this follows from, the others led to it too. Absent: what is under way here. */
  from?: readonly string[];
};

export type Tracing = {
  /** Does `work` as a span. What it throws is named by its code; sentences hold what records say. */
  span<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T>;
  /** The traceparent of the span under way; undefined when nothing is, or it is not kept. */
  current(): string | undefined;
  /** Whether a host may be told what trace its call belongs to. */
  mayTell(host: string): boolean;
  close(): Promise<void>;
};

const kinds = {
  server: SpanKind.SERVER,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
} as const;

/**
 * Makes spans and sends them by OTLP. Loaded only where a collector is named. Nothing is registered for the whole process: libraries that
 * would draw spans of their own, with what they know of people and records in them, find nobody to send them to.
 */
export function startTracing(process: ProcessName, settings: TraceSettings): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': `raccord-${process}`,
      'service.version': VERSION,
      ...settings.resource,
    }),
    sampler: samplerOf(settings),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: settings.url }),
        scheduledDelayMillis: settings.delayMs,
        maxQueueSize: settings.mostWaiting,
        maxExportBatchSize: Math.min(512, settings.mostWaiting),
      }),
    ],
    spanLimits: { attributeValueLengthLimit: 256, linkCountLimit: 32 },
  });
  const tracer = provider.getTracer('raccord', VERSION);
  const under = new AsyncLocalStorage<Context>();
  const hosts = new Set(settings.hosts);

  return {
    async span(name, { kind, attributes = {}, from }, work) {
      const [parent, ...others] = from?.map(readTraceparent).filter((each) => each !== undefined) ?? [];
      const context = from === undefined ? (under.getStore() ?? ROOT_CONTEXT) : contextOf(parent);
      const links = others.map((each: SpanContext): Link => ({ context: each }));
      const spanKind = kind === undefined ? SpanKind.INTERNAL : kinds[kind];
      const span = tracer.startSpan(name, { kind: spanKind, attributes, links }, context);
      try {
        return await under.run(trace.setSpan(context, span), () => work(span));
      } catch (thrown) {
        const { kind: failureKind, code } = toFailure(thrown);
        span.setAttribute('error.type', failureKind);
        span.setStatus({ code: SpanStatusCode.ERROR, message: code });
        throw thrown;
      } finally {
        span.end();
      }
    },
    current() {
      const context = under.getStore();
      const span = context === undefined ? undefined : trace.getSpanContext(context);
      return span === undefined ? undefined : traceparentOf(span);
    },
    mayTell: (host) => hosts.has(host),
    close: () => provider.shutdown().catch(() => undefined),
  };
}
