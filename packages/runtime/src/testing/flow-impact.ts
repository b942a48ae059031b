import type { ConnectorRegistry, FailureData, FlowDocument, RecordState } from '@raccord/contract';
import { renamedSteps } from '../flow/diff-flows.ts';
import { diffTrees } from '../flow/diff-trees.ts';
import { pathText } from '../flow/problem-path.ts';
import type { DryCall } from './dry-records.ts';
import { type DryRunResult, dryRun } from './dry-run.ts';
import { placesOf, type RecordedAnswer, RecordedAnswers } from './recorded-answers.ts';

/** A record that came in once, with what it was told then. */
export type PastRecord = {
  id: string;
  input: unknown;
  /** Milliseconds since 1970: the time of its run, which is that of the replay. */
  now: number;
  answers: RecordedAnswer[];
};

/** JSON, cut where it is long. */
type Text = string;
export type FieldChange = { path: string; before?: Text; after?: Text };
export type CallChange = {
  node: string;
  change: 'added' | 'removed' | 'changed';
  /** It changes nothing outside. */
  reads: boolean;
  /** What is sent differently; for a call that came or went, all of it. */
  fields: FieldChange[];
};
export type EndChange = { before?: RecordState; after?: RecordState; failure?: FailureData };
/** What one record would do differently; nothing at all when all three are empty. */
export type RecordImpact = { id: string; ends: EndChange[]; calls: CallChange[]; answer: FieldChange[] };

export type FlowImpact = {
  /** In the order asked for; those there was no time for are not among them. */
  records: RecordImpact[];
  /** Calls that were answered with an example, since nobody recorded an answer: what follows from them is a guess. */
  guessed: string[];
};

export type ImpactOptions = {
  registry: ConnectorRegistry;
  variables: Readonly<Record<string, unknown>>;
  environment: string;
  signal: AbortSignal;
};

const MOST_FIELDS = 50;
const MOST_TEXT = 500;

/**
 * Takes past records through two versions of a flow, one record after the other, with every effect held back, and says what would become
 * different. Both find the same time, the same chance and the same answers: for a flow that has not changed nothing is found.
 */
export async function flowImpact(
  before: FlowDocument,
  after: FlowDocument,
  records: readonly PastRecord[],
  options: ImpactOptions,
): Promise<FlowImpact> {
  const { signal } = options;
  const renamed = renamedSteps(before, after);
  const found: RecordImpact[] = [];
  const guessed = new Set<string>();
  for (const { id, input, now, answers } of records) {
    if (signal.aborted) break;
    const replay = (document: FlowDocument, names: ReadonlyMap<string, string>) =>
      dryRun(document, {
        ...options,
        records: [input],
        now,
        unmocked: 'example',
        recorded: new RecordedAnswers(
          answers.map((answer) => ({ ...answer, node: names.get(answer.node) ?? answer.node })),
        ),
      });
    let runs: [DryRunResult, DryRunResult];
    try {
      runs = [await replay(before, new Map()), await replay(after, renamed)];
    } catch (thrown) {
      if (signal.aborted) break;
      throw thrown;
    }
    const [was, is] = runs;
    for (const { node, mocked } of is.calls) if (!mocked) guessed.add(node);
    found.push({ id, ...compareRuns(was, is, renamed) });
  }
  return { records: found, guessed: [...guessed] };
}

function compareRuns(
  before: DryRunResult,
  after: DryRunResult,
  renamed: ReadonlyMap<string, string>,
): Omit<RecordImpact, 'id'> {
  const [was, is] = [endsOf(before), endsOf(after)];
  const places = [...new Set([...is.keys(), ...was.keys()])];
  const ends = places.flatMap((place): EndChange[] => {
    const [one, other] = [was.get(place), is.get(place)];
    const failed = JSON.stringify(one?.failure?.code) !== JSON.stringify(other?.failure?.code);
    if (one?.state === other?.state && !failed) return [];
    return [
      {
        ...(one === undefined ? {} : { before: one.state }),
        ...(other === undefined ? {} : { after: other.state }),
        ...(other?.failure === undefined ? {} : { failure: other.failure }),
      },
    ];
  });
  return { ends, calls: compareCalls(before, after, renamed), answer: fieldChanges(answerOf(before), answerOf(after)) };
}

function endsOf({ records }: DryRunResult) {
  const places = placesOf(records);
  return new Map(records.map((record) => [places.get(record.id) ?? 'run', record]));
}

const answerOf = ({ records }: DryRunResult): unknown => records.find(({ answer }) => answer !== undefined)?.answer;

function compareCalls(before: DryRunResult, after: DryRunResult, renamed: ReadonlyMap<string, string>): CallChange[] {
  const [was, is] = [lastCalls(before, renamed), lastCalls(after, new Map())];
  const found: CallChange[] = [];
  for (const [key, call] of is) {
    const old = was.get(key);
    const fields = fieldChanges(old?.input, call.input);
    if (old === undefined || old.uses !== call.uses || fields.length > 0) {
      const change = old === undefined ? 'added' : 'changed';
      found.push({ node: call.node, change, reads: call.effect === 'read', fields });
    }
  }
  for (const [key, call] of was)
    if (!is.has(key))
      found.push({
        node: renamed.get(call.node) ?? call.node,
        change: 'removed',
        reads: call.effect === 'read',
        fields: fieldChanges(call.input, undefined),
      });
  return found;
}

/** What each node sent last for each record: tries before it were the same. */
function lastCalls({ calls, records }: DryRunResult, names: ReadonlyMap<string, string>): Map<string, DryCall> {
  const places = placesOf(records);
  return new Map(
    calls.map((call) => [`${places.get(call.record) ?? 'run'} ${names.get(call.node) ?? call.node}`, call]),
  );
}

/** The order of fields changes nothing of what is sent. */
function fieldChanges(before: unknown, after: unknown): FieldChange[] {
  return diffTrees(before ?? {}, after ?? {})
    .filter(({ reordered }) => !reordered)
    .slice(0, MOST_FIELDS)
    .map(({ steps, ...sides }) => ({
      path: pathText(steps),
      ...('before' in sides ? { before: textOf(sides.before) } : {}),
      ...('after' in sides ? { after: textOf(sides.after) } : {}),
    }));
}

function textOf(value: unknown): Text {
  const text = JSON.stringify(value) ?? 'null';
  return text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT)}…`;
}
