import type { FailureData, FlowDocument } from '@raccord/contract';
import type { Static, TSchema } from 'typebox';
import type {
  ConnectionAnswer,
  ConnectionDetail as ConnectionDetailAnswer,
} from '../routes/connections/connection-body.ts';
import type { EnvironmentAnswer } from '../routes/environments/environment-body.ts';
import type { failureFields, groupFields } from '../routes/failures/failure-body.ts';
import type { summaryFields } from '../routes/flows/flow-body.ts';
import type { Problems } from '../routes/flows/problems.ts';
import type { recordFields } from '../routes/records/record-body.ts';
import type { RunAnswer } from '../routes/runs/run-body.ts';

// What the API answers, taken from the schemas it answers with.

type Fields<F extends Record<string, TSchema>> = { [K in keyof F]: Static<F[K]> };

export type Run = Static<typeof RunAnswer>;
export type Environment = Static<typeof EnvironmentAnswer>;
export type Connection = Static<typeof ConnectionAnswer>;
export type ConnectionDetail = Static<typeof ConnectionDetailAnswer>;
export type ToldProblem = Static<typeof Problems>[number];
export type FlowSummary = Fields<typeof summaryFields> & {
  deployments: { environmentId: string; version: number; active: boolean }[];
};
export type FlowDraft = Fields<typeof summaryFields> & { document: FlowDocument };
export type OpenFailure = Fields<typeof failureFields>;
export type FailureGroup = Fields<typeof groupFields>;
export type RecordSummary = Fields<typeof recordFields>;

export type RecordJourney = RecordSummary & {
  flowId: string;
  version: number;
  environmentId: string;
  input: unknown;
  answer: unknown;
  parked: { reason: string; node: string; dueAt: string | null; connectionId: string | null; since: string } | null;
  journey: { node: string; kind: string; state: string; tries: number; failure?: FailureData; at?: string }[];
  attempts: {
    node: string;
    kind: 'intent' | 'result';
    at: string;
    try: number;
    ms?: number;
    idempotencyKey?: string;
    output?: unknown;
    failure?: FailureData;
  }[];
};

export type TriggerInService = {
  id: string;
  flowId: string;
  environmentId: string;
  node: string;
  uses: string;
  kind: string;
  active: boolean;
  address: string | null;
  nextDueAt: string | null;
  lastFiredAt: string | null;
};
