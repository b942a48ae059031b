import { FLOW_SCHEMA_VERSION, FlowDocument, nodeKinds, nodeSchemas, type Problem } from '@raccord/contract';
import { type FlowMigration, flowMigrations, migrateFlow } from './migrations.ts';
import { isRecord, pathOf } from './problem-path.ts';
import { scanJson } from './scan-json.ts';
import { schemaProblems, shorten, suggestion } from './schema-problems.ts';

/** Largest document read, in bytes of UTF-8. */
export const MAX_FLOW_BYTES = 10 * 1_024 * 1_024;
/** Deepest nesting of objects and lists. */
export const MAX_FLOW_DEPTH = 64;
/** A list longer than this helps nobody. */
const MAX_PROBLEMS = 100;
/** From here on, each part of the document reports its first mistake only. */
const THOROUGH_CHARS = 1_024 * 1_024;

export type ParsedFlow = { ok: true; flow: FlowDocument; migratedFrom?: number } | { ok: false; problems: Problem[] };

const nodeShell = {
  type: 'object',
  properties: { id: { type: 'string' }, kind: { type: 'string' } },
  required: ['id', 'kind'],
};
const { $id: _id, ...documentSchema } = FlowDocument as typeof FlowDocument & { $id?: string };
/** The document with its nodes unopened: each is then judged by the schema of its own kind. */
const documentShell = {
  ...documentSchema,
  properties: { ...FlowDocument.properties, nodes: { ...FlowDocument.properties.nodes, items: nodeShell } },
};

/**
 * Reads a flow document from JSON text or, from anything else, from the value itself (which is copied). Checks its form only, so a
 * flow that is half drawn can be read; `checkFlow` judges its meaning. Older documents are migrated. Never throws.
 * @returns the flow, or at most 100 problems, all of severity `error`
 */
export function parseFlow(input: unknown, migrations: readonly FlowMigration[] = flowMigrations): ParsedFlow {
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : stringify(input);
  if (text === undefined) return refuse('flow.notJson');
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_FLOW_BYTES) return refuse('flow.tooLarge', { bytes, limit: MAX_FLOW_BYTES });

  const faults = scanJson(text, MAX_FLOW_DEPTH);
  const stopped = faults.find(({ code }) => code === 'syntax' || code === 'tooDeep');
  const document: unknown = stopped === undefined ? JSON.parse(text) : undefined;
  if (faults.length > 0) {
    const problems = faults.map(({ code, line, column, steps }): Problem => {
      const place = code === 'syntax' || code === 'tooDeep' ? { path: '' } : pathOf(document, steps);
      const params = { line, column, key: shorten(steps.at(-1) ?? ''), limit: MAX_FLOW_DEPTH };
      return { code: `flow.${code}`, ...place, params, severity: 'error' };
    });
    return { ok: false, problems };
  }
  return readDocument(document, migrations, text.length <= THOROUGH_CHARS ? 'thorough' : 'brief');
}

function readDocument(document: unknown, migrations: readonly FlowMigration[], by: 'thorough' | 'brief'): ParsedFlow {
  const version = isRecord(document) ? document.schemaVersion : undefined;
  if (!isRecord(document) || !Number.isSafeInteger(version) || version === FLOW_SCHEMA_VERSION) {
    return validate(document, by);
  }
  const from = Number(version);
  const versions = { version: from, supported: FLOW_SCHEMA_VERSION };
  if (from > FLOW_SCHEMA_VERSION) return refuse('flow.newerVersion', versions, 'schemaVersion');
  try {
    const migrated = migrateFlow(document, from, migrations);
    if (migrated === undefined) return refuse('flow.unknownVersion', versions, 'schemaVersion');
    const parsed = validate(migrated, by);
    return parsed.ok ? { ...parsed, migratedFrom: from } : parsed;
  } catch (thrown) {
    // A migration is written for documents that were valid once; on any other it may stumble.
    const reason = shorten(thrown instanceof Error ? thrown.message : String(thrown));
    return refuse('flow.notMigrated', { ...versions, reason }, 'schemaVersion');
  }
}

function validate(document: unknown, by: 'thorough' | 'brief'): ParsedFlow {
  const problems = schemaProblems(document, [], document, documentShell, by);
  const nodes: unknown[] = isRecord(document) && Array.isArray(document.nodes) ? document.nodes : [];
  if (!problems.some(({ path }) => path === 'nodes')) {
    for (const [index, node] of nodes.entries()) {
      if (problems.length >= MAX_PROBLEMS) break;
      problems.push(...nodeProblems(document, node, index, by));
    }
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) };
  // The shell and the node schemas together are `FlowDocument`: see the test that compares them with the whole schema.
  return { ok: true, flow: document as FlowDocument };
}

function nodeProblems(document: unknown, node: unknown, index: number, by: 'thorough' | 'brief'): Problem[] {
  if (!isRecord(node) || typeof node.kind !== 'string' || typeof node.id !== 'string') return [];
  const kind = nodeKinds.find((known) => known === node.kind);
  if (kind !== undefined) return schemaProblems(document, ['nodes', index], node, nodeSchemas[kind], by);
  const params = { value: shorten(node.kind), allowed: nodeKinds.join(', '), ...suggestion(node.kind, nodeKinds) };
  return [{ code: 'flow.unknownKind', ...pathOf(document, ['nodes', index, 'kind']), params, severity: 'error' }];
}

function refuse(code: string, params: Record<string, unknown> = {}, path = ''): ParsedFlow {
  return { ok: false, problems: [{ code, path, params, severity: 'error' }] };
}

/** Undefined for what has no JSON: functions, cycles, big integers, objects whose getters throw. */
function stringify(input: unknown): string | undefined {
  try {
    return JSON.stringify(input);
  } catch {
    return undefined;
  }
}
