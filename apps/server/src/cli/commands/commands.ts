import type { AddCommand } from '../cli.ts';
import { addConnection } from './connection.ts';
import { addDeploy } from './deploy.ts';
import { addDoctor } from './doctor.ts';
import { addExport } from './export.ts';
import { addFlows } from './flows.ts';
import { addImport } from './import.ts';
import { addInbox } from './inbox.ts';
import { addRetry } from './retry.ts';
import { addRun } from './run.ts';
import { addRuns } from './runs.ts';
import { addSandbox } from './sandbox.ts';
import { addShow } from './show.ts';
import { addStart } from './start.ts';
import { addTest } from './test.ts';
import { addTriggers } from './triggers.ts';
import { addUndeploy } from './undeploy.ts';
import { addValidate } from './validate.ts';
import { addWorker } from './worker.ts';

/** Every command, in the order of the help. */
export const commands: readonly AddCommand[] = [
  addStart,
  addWorker,
  addDoctor,
  addValidate,
  addTest,
  addRun,
  addImport,
  addExport,
  addDeploy,
  addUndeploy,
  addFlows,
  addRuns,
  addShow,
  addInbox,
  addRetry,
  addTriggers,
  addConnection,
  addSandbox,
];
