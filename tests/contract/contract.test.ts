import { beforeAll, describe, expect, it } from 'vitest';
import { type Deviation, deviations } from './deviations.ts';
import type { Recorded } from './recorder.ts';
import { record, waysOf } from './scenario.ts';
import { contractVendors } from './vendors.ts';

/** What connectors ask and stand-ins answer, measured by specifications that others wrote. */
describe.each(Object.entries(contractVendors))('%s', (name, vendor) => {
  const listed = deviations[name] ?? [];
  let exchanges: Recorded[];
  let used: Set<string>;
  let problems: string[];
  beforeAll(async () => {
    ({ exchanges, used } = await record(vendor));
    problems = [...new Set(exchanges.flatMap((exchange) => vendor.specification.problems(exchange)))].sort();
  });

  it('is asked in every way the connector has', () => {
    expect(exchanges.length).toBeGreaterThan(10);
    expect(waysOf(vendor.connector).filter((way) => !used.has(way))).toEqual([]);
  });

  it('every request and every answer is as specified, or a listed deviation', () => {
    expect(problems.filter((problem) => !listed.some((deviation) => covers(deviation, problem)))).toEqual([]);
  });

  it('every listed deviation has a reason and still occurs', () => {
    const idle = listed.filter((deviation) => !problems.some((problem) => covers(deviation, problem)));
    expect(idle.map(({ problem }) => problem)).toEqual([]);
    for (const { reason } of listed) expect(reason.trim()).toMatch(/\.$/);
  });
});

function covers({ problem: pattern }: Deviation, problem: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(problem);
}
