import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The slowest first. On a new clone vitest knows no durations and goes by the size of the files; the longest of ours is a small one. */
const slow = ['tests/chaos/', 'apps/server/src/cli/', 'tests/browser/', 'tests/e2e/', 'apps/server/src/engine-tests/'];

/** The order in which test files start: nothing long is left for the end, where it would run alone. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = slow.findIndex((folder) => moduleId.includes(`/${folder}`));
      return at < 0 ? slow.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
