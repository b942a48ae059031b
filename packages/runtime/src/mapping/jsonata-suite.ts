import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One case of JSONata's own test suite (`TESTSUITE.md` beside it says what the fields mean). */
export type SuiteCase = {
  /** `group/file`, with `[index]` where a file holds several. */
  id: string;
  expr: string;
  data: unknown;
  bindings: Record<string, unknown>;
  expected: { result: unknown } | { code: string } | 'undefined';
};

type CaseFile = {
  expr?: string;
  'expr-file'?: string;
  data?: unknown;
  dataset?: string | null;
  bindings?: Record<string, unknown>;
  result?: unknown;
  undefinedResult?: boolean;
  code?: string;
  error?: { code: string };
};

/** JSONata's suite, which lies beside the project and not in it. */
export const suiteFolder = join(import.meta.dirname, '../../../../../shared/specs/jsonata-suite');

/** All cases of the suite, or none when it is not there. */
export function readSuite(): SuiteCase[] {
  const groups = join(suiteFolder, 'groups');
  if (!existsSync(groups)) return [];
  return readdirSync(groups).flatMap((group) =>
    readdirSync(join(groups, group))
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => readCases(join(groups, group), group, file)),
  );
}

function readCases(folder: string, group: string, file: string): SuiteCase[] {
  const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CaseFile | CaseFile[];
  const list = Array.isArray(content) ? content : [content];
  return list.map((one, index) => ({
    id: `${group}/${file.replace('.json', '')}${Array.isArray(content) ? `[${index}]` : ''}`,
    expr: one.expr ?? readFileSync(join(folder, String(one['expr-file'])), 'utf8'),
    data: dataOf(one),
    bindings: one.bindings ?? {},
    expected: expectedOf(one),
  }));
}

function dataOf(one: CaseFile): unknown {
  if (Object.hasOwn(one, 'data')) return one.data;
  if (typeof one.dataset !== 'string') return undefined;
  return JSON.parse(readFileSync(join(suiteFolder, 'datasets', `${one.dataset}.json`), 'utf8'));
}

function expectedOf(one: CaseFile): SuiteCase['expected'] {
  if (one.undefinedResult) return 'undefined';
  const code = one.code ?? one.error?.code;
  return code === undefined ? { result: one.result } : { code };
}
