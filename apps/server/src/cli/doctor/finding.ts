import type { FailureData } from '@raccord/contract';
import type { CliMessage } from '../output/terminal.ts';

export type FindingStatus = 'ok' | 'warn' | 'fail';

/** What one check of `raccord doctor` found: a sentence of ours, or a failure that says itself what to do. */
export type Finding = { check: DoctorCheck; status: FindingStatus } & (
  | { code: CliMessage; params?: Record<string, unknown> }
  | { failure: FailureData }
);

export const doctorChecks = [
  'node',
  'home',
  'disk',
  'keys',
  'server',
  'database',
  'migrations',
  'queue',
  'clock',
  'workers',
  'batches',
  'inbox',
] as const;
export type DoctorCheck = (typeof doctorChecks)[number];
