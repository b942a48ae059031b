/** The names of the OpenTelemetry specification. */
export const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

export type TraceSettings = {
  /** Where spans are sent to. */
  url: string;
  sampler: (typeof samplers)[number];
  /** Share of traces that is kept, for the samplers with a ratio. */
  ratio: number;
  /** How long spans are collected before they are sent, and how many at most; what comes on top is not kept. */
  delayMs: number;
  mostWaiting: number;
  resource: Readonly<Record<string, string>>;
  /** Hosts that are told what trace a call belongs to. */
  hosts: readonly string[];
  /** The variables of OpenTelemetry as they came: the exporter reads those that are its own, and a worker is given all. */
  variables: Readonly<Record<string, string>>;
};
