import type { Scenario } from '../harness/scenario.ts';
import { commitPoints } from './commit-points.ts';
import { diskFull } from './disk-full.ts';
import { lostAcks } from './lost-acks.ts';
import { ordered } from './ordered.ts';
import { partition } from './partition.ts';
import { pausedWorker } from './paused-worker.ts';
import { poison } from './poison.ts';
import { postgresCrashes } from './postgres-crashes.ts';
import { randomFlows } from './random-flows.ts';
import { redisLoss } from './redis-loss.ts';
import { runaway } from './runaway.ts';
import { sameEventFiveTimes, serverKills, webhookFlood } from './webhooks.ts';
import { workerKills } from './worker-kills.ts';

/** All scenarios, in the order of the table. */
export const scenarios: readonly Scenario[] = [
  workerKills,
  serverKills,
  postgresCrashes,
  redisLoss,
  pausedWorker,
  partition,
  lostAcks,
  commitPoints,
  randomFlows,
  ordered,
  webhookFlood,
  sameEventFiveTimes,
  poison,
  runaway,
  diskFull,
];
