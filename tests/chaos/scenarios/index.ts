import type { Scenario } from '../harness/scenario.ts';
import { lostAcks } from './lost-acks.ts';
import { partition } from './partition.ts';
import { pausedWorker } from './paused-worker.ts';
import { postgresCrashes } from './postgres-crashes.ts';
import { redisLoss } from './redis-loss.ts';
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
  webhookFlood,
  sameEventFiveTimes,
];
