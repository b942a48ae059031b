import { expect, test } from 'vitest';
import { GroupCommit } from './group-commit.ts';

/** A group commit whose commits take a moment. @returns what went together, in order */
function committing(isCrowded: boolean) {
  const commits: number[][] = [];
  const group = new GroupCommit<number, number>(
    async (items) => {
      commits.push(items);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return items.map((item) => item * 2);
    },
    2,
    () => isCrowded,
  );
  return { commits, group };
}
const many = Array.from({ length: 20 }, (_, index) => index);

test('what comes while a commit is under way goes together with the next, and each gets its own answer', async () => {
  const { commits, group } = committing(false);
  expect(await Promise.all(many.map((item) => group.add(item, 1)))).toEqual(many.map((item) => item * 2));
  expect(commits.flat()).toEqual(many);
  expect(commits.length).toBeLessThanOrEqual(2);
});

test('with processors to spare nobody waits for company', async () => {
  const { commits, group } = committing(false);
  await Promise.all(many.map((item) => group.add(item, 1)));
  commits.length = 0;
  await Promise.all([group.add(1, 1), Promise.resolve().then(() => Promise.resolve().then(() => group.add(2, 1)))]);
  expect(commits).toEqual([[1], [2]]);
});

test('on a crowded machine those who were just answered come again together', async () => {
  const { commits, group } = committing(true);
  await Promise.all(many.map((item) => group.add(item, 1)));
  commits.length = 0;
  const later = (item: number) => new Promise((resolve) => setImmediate(resolve)).then(() => group.add(item, 1));
  await Promise.all([group.add(1, 1), later(2)]);
  expect(commits).toEqual([[1, 2]]);
});

test('one caller alone waits for nobody: whether the machine is crowded is not even asked', async () => {
  const asked = () => {
    throw new Error('asked');
  };
  const group = new GroupCommit<number, number>(async (items) => items, 2, asked);
  for (const item of [1, 2, 3]) expect(await group.add(item, 1)).toBe(item);
});

test('a commit that fails is told to those in it, and the next goes on', async () => {
  let fails = true;
  const group = new GroupCommit<number, number>(
    async (items) => {
      if (fails) throw new Error('away');
      return items;
    },
    2,
    () => true,
  );
  const refused = await Promise.allSettled(many.map((item) => group.add(item, 1)));
  expect(refused.every(({ status }) => status === 'rejected')).toBe(true);
  fails = false;
  expect(await group.add(7, 1)).toBe(7);
});
