import { Failure, type FlowDocument, type Problem } from '@raccord/contract';
import { parseFlow } from '@raccord/runtime/flow/parse-flow';

/**
 * Reads a flow document that somebody sent.
 * @throws Failure `input` / `server.flowInvalid` with the `problems` of its form
 */
export function readDocument(sent: unknown): FlowDocument {
  const parsed = parseFlow(sent);
  if (parsed.ok) return parsed.flow;
  throw new Failure('input', 'server.flowInvalid', { count: parsed.problems.length, problems: parsed.problems });
}

/** Reads a document of ours, from the database. What was stored by an older Raccord is migrated. */
export function storedDocument(text: string): FlowDocument {
  const parsed = parseFlow(text);
  if (parsed.ok) return parsed.flow;
  throw new Failure('bug', 'engine.unexpected', { message: `a stored flow is broken: ${parsed.problems[0]?.code}` });
}

export const hasErrors = (problems: readonly Problem[]) => problems.some(({ severity }) => severity === 'error');
