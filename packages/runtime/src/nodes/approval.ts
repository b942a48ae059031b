import { createHash } from 'node:crypto';
import {
  type ApprovalValue,
  type AskedField,
  durationMs,
  editTrouble,
  Failure,
  LARGEST_APPROVAL,
  type NodeOf,
  readChoices,
  withChanges,
} from '@raccord/contract';
import type { BatchStep } from '../engine/batch-step.ts';
import type { AskedAbout } from '../engine/carried.ts';
import { redactedJson } from '../engine/redacted-json.ts';
import { advance, fail, isOwn, park, type Traveller, turnBack } from '../engine/traveller.ts';
import type { PlanNode } from '../flow/plan-flow.ts';
import { compileMapping } from '../mapping/mapping.ts';
import type { Ask, RememberedChoice } from '../ports.ts';
import type { NodeHandler } from './node-handlers.ts';

const LONGEST_KEY = 500;
const LONGEST_QUESTION = 2_000;
/** A worker whose clock is ahead of the database's finds nothing decided when it comes back; it does not come back at once again. */
const COME_BACK_MS = 500;

type Due = Pick<Ask, 'dueInMs' | 'otherwise'>;
type Question = { traveller: Traveller; ask: Ask };

/**
 * Asks a person, and holds the record until somebody has decided. What was shown is what goes on, as it was or as they changed it. The
 * decision is about these data: a record that is run again is asked about once more only if it comes with others.
 */
export const approvalNode: NodeHandler<'approval'> = (at, node) => {
  const { fields = [], within, otherwise = 'stay' } = node;
  const asked = compileMapping({
    question: node.question ?? '',
    data: node.with ?? null,
    choices: fields.map(({ choices }) => choices ?? null),
    key: node.remember ?? null,
  });
  const due: Due = {
    ...(within === undefined ? {} : { dueInMs: durationMs(within) }),
    ...(otherwise === 'stay' ? {} : { otherwise: otherwise === 'approve' ? 'approved' : 'rejected' }),
  };
  return async (step, arriving) => {
    const waiting: { traveller: Traveller; of: AskedAbout; due?: number }[] = [];
    const fresh: Traveller[] = [];
    for (const traveller of arriving) {
      const entry = traveller.record.carried[at.node.id];
      const own = isOwn(traveller, at);
      const known = entry?.s === 'asked' || (entry?.s === 'done' && entry.of !== undefined) ? entry.of : undefined;
      if (own && known !== undefined && known.e !== traveller.record.edition) fresh.push(traveller);
      else if (entry?.s === 'done') leave(traveller, at, entry.v as ApprovalValue);
      else if (entry?.s === 'failed') fail(traveller, at, Failure.fromData(entry.f).within(at.node.id));
      else if (entry?.s === 'asked') waiting.push({ traveller, ...entry });
      else if (own) fresh.push(traveller);
      else advance(traveller, at, undefined);
    }
    await hear(step, at, waiting);
    const questions: Question[] = [];
    await step.evaluate(at, asked, fresh, (traveller, value) => {
      const ask = askAbout(step, node, traveller, value as Evaluated);
      if (!('recordId' in ask)) return fail(traveller, at, ask);
      const entry = traveller.record.carried[at.node.id];
      // Run again with the same data: what was decided or asked about them holds.
      if ((entry?.s === 'done' || entry?.s === 'asked') && entry.of?.d === ask.digest) {
        entry.of.e = traveller.record.edition;
        if (entry.s === 'done') return leave(traveller, at, entry.v as ApprovalValue);
      }
      questions.push({ traveller, ask });
    });
    await put(step, at, due, questions);
  };
};

type Evaluated = { question?: unknown; data?: unknown; choices?: unknown[]; key?: unknown };

function askAbout(step: BatchStep, node: NodeOf<'approval'>, traveller: Traveller, value: Evaluated): Ask | Failure {
  const { env: _env, run: _run, ...everything } = traveller.context;
  const text = redactedJson(node.with === undefined ? everything : value.data, step.ports.redact);
  if (text.length > LARGEST_APPROVAL) {
    const params = { kb: Math.ceil(text.length / 1024), most: LARGEST_APPROVAL / 1024 };
    return new Failure('tooLarge', 'engine.approvalTooLarge', params, { at: node.id });
  }
  const rememberKey = keyOf(value.key);
  const fields = node.fields?.map(({ choices, ...field }, index): AskedField => {
    return choices === undefined ? field : { ...field, choices: readChoices(value.choices?.[index]) };
  });
  return {
    recordId: traveller.record.id,
    node: node.id,
    digest: createHash('sha256').update(text).digest('base64url'),
    ...(traveller.key === undefined ? {} : { key: traveller.key }),
    question: String(value.question ?? '').slice(0, LONGEST_QUESTION),
    data: JSON.parse(text),
    ...(fields === undefined ? {} : { fields }),
    decide: node.decide ?? 'operator',
    ...(rememberKey === undefined ? {} : { rememberKey }),
  };
}

function keyOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // Longer keys are no keys: cut off, two of them could be taken for one.
  return text.length > LONGEST_KEY ? undefined : text.replaceAll('\u0000', '\ufffd').toWellFormed();
}

/** Lets go on what somebody has decided about, or what is due; the rest waits on. */
async function hear(
  step: BatchStep,
  at: PlanNode,
  waiting: readonly { traveller: Traveller; of: AskedAbout; due?: number }[],
): Promise<void> {
  if (waiting.length === 0) return;
  const asked = waiting.map(({ traveller, of }) => ({ recordId: traveller.record.id, digest: of.d }));
  const decided = await step.ports.approvals.decided(at.node.id, asked);
  for (const { traveller, of, due } of waiting) {
    const value = decided.get(traveller.record.id);
    if (value !== undefined) decide(traveller, at, of, value);
    else park(traveller, at, { reason: 'approval', ...(due === undefined ? {} : { delayMs: untilDue(due) }) });
  }
}

const untilDue = (due: number) => Math.max(COME_BACK_MS, due - Date.now());

/** Asks what nobody has answered for good. */
async function put(step: BatchStep, at: PlanNode, due: Due, questions: readonly Question[]): Promise<void> {
  const keys = [...new Set(questions.flatMap(({ ask }) => ask.rememberKey ?? []))];
  const remembered =
    keys.length === 0 ? undefined : await step.ports.approvals.remembered(step.batch, at.node.id, keys);
  for (const { traveller, ask } of questions) {
    const of = { d: ask.digest, e: traveller.record.edition };
    const said = rememberedAnswer(ask, remembered);
    if (said !== undefined) {
      decide(traveller, at, of, said);
      continue;
    }
    const { dueInMs, otherwise } = due;
    const ends = dueInMs !== undefined && otherwise !== undefined;
    // No time at all to decide in: nobody is asked.
    if (ends && dueInMs === 0) {
      decide(traveller, at, of, {
        decision: otherwise,
        data: ask.data,
        edited: false,
        how: 'due',
        by: null,
        comment: null,
      });
      continue;
    }
    traveller.record.carried[at.node.id] = { s: 'asked', of, ...(ends ? { due: Date.now() + dueInMs } : {}) };
    step.asks.push({ ...ask, ...due });
    park(traveller, at, { reason: 'approval', ...(ends ? { delayMs: dueInMs } : {}) });
  }
}

/** A choice that does not fit this record (what was chosen then is not offered now) is none: a person looks at it. */
function rememberedAnswer(ask: Ask, choices: Map<string, RememberedChoice> | undefined): ApprovalValue | undefined {
  const known = ask.rememberKey === undefined ? undefined : choices?.get(ask.rememberKey);
  if (known === undefined) return undefined;
  const { changes, ...said } = known;
  if (changes === undefined) return { ...said, data: ask.data, edited: false, how: 'remembered' };
  const data = withChanges(ask.data, changes);
  return editTrouble(ask.fields, ask.data, data) === undefined
    ? { ...said, data, edited: true, how: 'remembered' }
    : undefined;
}

function decide(traveller: Traveller, at: PlanNode, of: AskedAbout, value: ApprovalValue): void {
  traveller.record.carried[at.node.id] = { s: 'done', v: value, of };
  leave(traveller, at, value);
}

/** A record that was rejected and has no way to go from there is turned back, as by a filter. */
function leave(traveller: Traveller, at: PlanNode, value: ApprovalValue): void {
  if (value.decision === 'approved' || at.outgoing.has('rejected')) advance(traveller, at, value, [value.decision]);
  else turnBack(traveller, at);
}
