import type { Exchange } from '@raccord/connectors/shared/http/client';
import { REDACTED, redactedJson } from '@raccord/runtime/engine/redacted-json';
import type { TracedEvaluation } from '@raccord/runtime/ports';
import { isSecretName, redactByName } from '../redaction/redact.ts';

/** Characters of one text that are kept. */
const MOST_TEXT = 16_384;
/** Characters that are looked through for secrets: beyond the kept ones, so that a secret at the edge is seen whole. */
const MOST_SEARCHED = 65_536;
/** What a cut may have left half of: the longest credentials are keys of a few thousand characters. */
const UNSURE = 16_384;
const MOST_EXPRESSIONS = 200;

/** Text that may hold secrets; `cut` when there was more. */
type Raw = { text: string; cut: boolean };
/** What a call was, before secrets are taken out. Headers and bodies as text. */
type RawCall = {
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: Raw;
  status: number | null;
  answerHeaders: Record<string, string>;
  answerBody: Raw;
  failure: Record<string, unknown> | null;
  ms: number;
};

/** A call as it is kept. */
export type TracedCall = Omit<RawCall, 'requestBody' | 'answerBody'> & { requestBody: string; answerBody: string };

const raw = (text: string): Raw => ({ text: text.slice(0, MOST_SEARCHED), cut: text.length > MOST_SEARCHED });
const size = (bytes: number): Raw => raw(`(${bytes} B)`);

export function rawCall(exchange: Exchange): RawCall {
  const { method, url, requestHeaders, requestBody: sent, status, answer, failure, durationMs } = exchange;
  const isText = /json|xml|text|form|javascript/i.test(answer?.headers['content-type'] ?? 'text');
  return {
    ...{ method, url, requestHeaders, status: status ?? null, ms: durationMs },
    requestBody: sent === undefined || typeof sent === 'string' ? raw(sent ?? '') : size(sent.length),
    answerHeaders: answer?.headers ?? {},
    answerBody: answer === undefined ? raw('') : isText ? raw(answer.text) : size(answer.bytes.length),
    failure: failure === undefined ? null : { ...failure.toData() },
  };
}

/** What is kept of a call, as JSON: no secret by value, none by the name of its header, field or parameter. */
export function keptCall(call: RawCall, redact: (text: string) => string): string {
  return JSON.stringify({
    ...call,
    url: kept(raw(cleanUrl(call.url)), redact),
    requestHeaders: cleanValue(call.requestHeaders, redact),
    requestBody: kept(cleanBody(call.requestBody), redact),
    answerHeaders: cleanValue(call.answerHeaders, redact),
    answerBody: kept(cleanBody(call.answerBody), redact),
    failure: cleanValue(call.failure, redact),
  });
}

type RawEvaluation = {
  expressions: { path: string; expression: string; result: Raw | null }[];
  /** Expressions beyond the ones that are told. */
  more: number;
  input: Raw;
  failure: Record<string, unknown> | null;
};

export function rawEvaluation({ expressions, input, failure }: TracedEvaluation): RawEvaluation {
  const text = (value: unknown) => raw(JSON.stringify(redactByName.value(value)) ?? '');
  return {
    expressions: expressions.slice(0, MOST_EXPRESSIONS).map(({ path, expression, result }) => ({
      path,
      expression,
      result: result === undefined ? null : text(isSecretName(lastName(path)) ? REDACTED : result),
    })),
    more: Math.max(0, expressions.length - MOST_EXPRESSIONS),
    input: text(input),
    failure: failure === undefined ? null : { ...failure },
  };
}

/** What is kept of what expressions gave, as JSON. */
export function keptEvaluation(evaluation: RawEvaluation, redact: (text: string) => string): string {
  const { expressions, more, input, failure } = evaluation;
  return JSON.stringify({
    expressions: expressions.map(({ path, expression, result }) => ({
      path,
      expression: kept(raw(expression), redact),
      result: result === null ? null : kept(result, redact),
    })),
    more,
    input: kept(input, redact),
    failure: cleanValue(failure, redact),
  });
}

const lastName = (path: string) => /([\w-]+)(?:\[\d+\])*$/.exec(path)?.[1] ?? '';

/** Secrets go before anything is cut: half a secret is no longer recognised. */
function kept({ text, cut }: Raw, redact: (text: string) => string): string {
  const clean = redact(text);
  const sure = cut ? clean.slice(0, Math.max(0, clean.length - UNSURE)) : clean;
  return cut || sure.length > MOST_TEXT ? `${sure.slice(0, MOST_TEXT)}…` : sure;
}

function cleanValue(value: unknown, redact: (text: string) => string): unknown {
  return JSON.parse(redactedJson(redactByName.value(value), redact));
}

function cleanUrl(url: string): string {
  const parsed = URL.parse(url);
  const secret = [...(parsed?.searchParams.keys() ?? [])].filter(isSecretName);
  for (const name of secret) parsed?.searchParams.set(name, REDACTED);
  return parsed === null || secret.length === 0 ? url : parsed.href;
}

/** By name, where a body says what its fields are called: JSON, or a form. What was cut can only be searched by value. */
function cleanBody({ text, cut }: Raw): Raw {
  if (cut) return { text, cut };
  if (/^\s*[[{]/.test(text)) {
    try {
      return { text: JSON.stringify(redactByName.value(JSON.parse(text))), cut };
    } catch {
      return { text, cut };
    }
  }
  if (!/^[^\s=&<>{]+=/.test(text)) return { text, cut };
  const pairs = text.split('&').map((pair) => {
    const name = pair.split('=', 1)[0]!;
    return isSecretName(decoded(name)) ? `${name}=${REDACTED}` : pair;
  });
  return { text: pairs.join('&'), cut };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
