import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { recordEvent } from '../../stores/events.ts';
import { resumableFailures } from '../../stores/replay-facts.ts';
import { getRun } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

/** Failures that one transaction puts back to work. */
const AT_ONCE = 1_000;
const MOST = 50_000;

export const replayRun = endpoint({
  method: 'POST',
  url: '/api/runs/:id/replay',
  access: 'operator',
  summary: 'Run a run again: its failed records from where they stopped, or records from the beginning as a new run',
  params: IdParams,
  body: Type.Union([
    Type.Object(
      { from: Type.Literal('failure', { description: 'In the same run, on its version; what is done stays done.' }) },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        from: Type.Literal('start', { description: 'As a new run; what was done is done again.' }),
        records: Type.Enum(['all', 'failed']),
        version: Type.Enum(['same', 'deployed']),
      },
      { additionalProperties: false },
    ),
  ]),
  answer: Type.Object({ runId: Type.String(), records: Type.Integer() }),
  async handle({ deps, principal, params, body }) {
    const { workspaceId, label: by } = principal;
    const run = await getRun(deps.db, workspaceId, params.id);
    const done = async (runId: string, records: number) => {
      const data = { ...body, runId, records };
      const live = { runId, flowId: run.flowId, environmentId: run.environmentId };
      await recordEvent(deps.db, {
        workspaceId,
        type: 'run.replayed',
        subject: `run:${run.id}`,
        actor: by,
        data,
        live,
      });
      return { runId, records };
    };
    if (body.from === 'start') {
      const { records, version } = body;
      const started = await deps.engine.replayRun({ workspaceId, runId: run.id, records, version, by });
      return done(started.runId, started.records);
    }
    const failures = await resumableFailures(deps.pool, workspaceId, run, MOST);
    let records = 0;
    for (let at = 0; at < failures.length; at += AT_ONCE) {
      const failureIds = failures.slice(at, at + AT_ONCE);
      records += (await deps.engine.retryRecords({ workspaceId, failureIds, by })).accepted.length;
    }
    if (records === 0) throw new Failure('missing', 'server.replayNothing', { run: run.id });
    return done(run.id, records);
  },
});
