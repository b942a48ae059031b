import { samplers, type TraceSettings } from './trace-settings.ts';

type Variables = Readonly<Record<string, string | undefined>>;
type Bad = (name: string, found: string, expected: string) => Error;

/**
 * OpenTelemetry's own variables, where a collector is named; the rest of them is read by the exporter.
 * @throws what `bad` makes of a variable that cannot be carried out
 */
export function readTraceSettings(env: Variables, bad: Bad): { tracing?: TraceSettings } {
  const text = (name: string) => env[name]?.trim() || undefined;
  const [name, address] = text('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')
    ? (['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', text('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')] as const)
    : (['OTEL_EXPORTER_OTLP_ENDPOINT', text('OTEL_EXPORTER_OTLP_ENDPOINT')] as const);
  if (address === undefined || text('OTEL_SDK_DISABLED')?.toLowerCase() === 'true') return {};
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) throw bad(name, '***', 'http://… | https://…');
  if (name === 'OTEL_EXPORTER_OTLP_ENDPOINT') url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/traces`;
  for (const variable of ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL']) {
    const protocol = text(variable) ?? 'http/json';
    if (protocol !== 'http/json') throw bad(variable, protocol, 'http/json');
  }
  const asked = text('OTEL_TRACES_SAMPLER') ?? 'parentbased_always_on';
  const sampler = samplers.find((each) => each === asked);
  if (sampler === undefined) throw bad('OTEL_TRACES_SAMPLER', asked, samplers.join(' | '));
  const ratio = Number(text('OTEL_TRACES_SAMPLER_ARG') ?? '1');
  if (!(ratio >= 0 && ratio <= 1)) throw bad('OTEL_TRACES_SAMPLER_ARG', `${ratio}`, '0–1');
  const count = (variable: string, usual: number) => {
    const found = text(variable) ?? `${usual}`;
    if (!/^[1-9][0-9]{0,6}$/.test(found)) throw bad(variable, found, '1–9999999');
    return Number(found);
  };
  const service = text('OTEL_SERVICE_NAME');
  return {
    tracing: {
      url: url.href,
      sampler,
      ratio,
      delayMs: count('OTEL_BSP_SCHEDULE_DELAY', 5_000),
      mostWaiting: count('OTEL_BSP_MAX_QUEUE_SIZE', 2_048),
      resource: {
        ...pairs(text('OTEL_RESOURCE_ATTRIBUTES')),
        ...(service === undefined ? {} : { 'service.name': service }),
      },
      hosts: (text('RACCORD_TRACE_HOSTS') ?? '').split(',').flatMap((host) => host.trim().toLowerCase() || []),
      variables: Object.fromEntries(
        Object.entries(env).flatMap(([variable, value]) =>
          value !== undefined && /^(OTEL_|RACCORD_TRACE_HOSTS$)/.test(variable) ? [[variable, value]] : [],
        ),
      ),
    },
  };
}

/** `key=value,…` with values percent-encoded, as the specification has it; what is no pair is left out. */
function pairs(text = ''): Record<string, string> {
  return Object.fromEntries(
    text.split(',').flatMap((pair) => {
      const [, key, value] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
      return key === undefined || value === undefined ? [] : [[key, decoded(value)]];
    }),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
