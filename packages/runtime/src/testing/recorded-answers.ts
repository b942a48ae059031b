import { Failure, type FailureData } from '@raccord/contract';
import type { DryRecord } from './dry-records.ts';

/**
 * What an action answered when its record really ran. `place` names the record among its kind, since ids differ from run to run: `0` is the
 * first that came in, `0.2` the third that a split made of it.
 */
export type RecordedAnswer = { place: string; node: string; output?: unknown; failure?: FailureData };

/** Answers of an earlier run, for calls of a dry run to be given again. */
export class RecordedAnswers {
  private readonly answers: ReadonlyMap<string, RecordedAnswer>;

  /** Of several for one place and node the last counts: it is how the call ended. */
  constructor(answers: readonly RecordedAnswer[]) {
    this.answers = new Map(answers.map((answer) => [`${answer.place} ${answer.node}`, answer]));
  }

  has(place: string | undefined, node: string): boolean {
    return this.answers.has(`${place} ${node}`);
  }

  /** @throws Failure as it was recorded */
  give(place: string | undefined, node: string): unknown {
    const { failure, output = null } = this.answers.get(`${place} ${node}`)!;
    if (failure !== undefined) throw Failure.fromData(failure);
    // Expressions get a copy: what one of them does to it is not seen by the next.
    return structuredClone(output);
  }
}

/** Where each record stands among its kind, by id; what gathered a whole run has no place of its own. */
export function placesOf(
  records: readonly Pick<DryRecord, 'id' | 'index' | 'parentId' | 'gathered'>[],
): Map<string, string> {
  const places = new Map<string, string>();
  const made = new Map<string, number>();
  for (const { id, index, parentId, gathered } of records) {
    if (parentId === undefined) {
      if (!gathered) places.set(id, String(index));
      continue;
    }
    const turn = made.get(parentId) ?? 0;
    made.set(parentId, turn + 1);
    const parent = places.get(parentId);
    if (parent !== undefined) places.set(id, `${parent}.${turn}`);
  }
  return places;
}
