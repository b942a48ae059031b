import { readFileSync } from 'node:fs';
import { readForm, typed } from './form-values.ts';
import type { Recorded } from './recorder.ts';
import { type Check, type Problem, type Schema, schemaCompiler } from './schema-dialect.ts';

type Parameter = { name: string; in: string; required?: boolean; schema?: Schema; $ref?: string };
type Content = Record<string, { schema?: Schema }>;
type Operation = {
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content; $ref?: string };
  responses: Record<string, { content?: Content; $ref?: string }>;
};
export type Document = {
  paths: Record<string, Record<string, unknown>>;
  components?: Record<string, Record<string, unknown>>;
};
type Found = { template: string; operation: Operation; shared: Parameter[] };

const FORM = 'application/x-www-form-urlencoded';

export type SpecificationOptions = {
  /** File below `specs/`, or what was read elsewhere. */
  file: string | Document;
  /** Where the paths of the document begin at the sandbox, e.g. `/stripe`. */
  basePath: string;
  /** Fields the document does not name are problems. Default true. */
  closed?: boolean;
  /** Parameters of the document that carry the credentials, which we send in a header. */
  credentials?: readonly string[];
  /** Every operation goes by GET with a query and by POST with a form alike, whichever the document names. */
  getOrPost?: boolean;
  /** Which of the document's answers it is; default by status, else `default`. */
  answerOf?(status: number, body: unknown): string | undefined;
  /** Which of its answers stands for those with a status that an operation does not name; default `default`. */
  answerElse?: string;
};

export type Specification = {
  /** What in this exchange is not as the specification says: `POST /v1/refunds request /amount: must be integer`. */
  problems(exchange: Recorded): string[];
};

/** One vendor's OpenAPI 3.0 document, as a judge of what went over the wire. */
export function specification(options: SpecificationOptions): Specification {
  const document = typeof options.file === 'string' ? readSpecification(options.file) : options.file;
  const compile = schemaCompiler(document.components ?? {}, { closed: options.closed ?? true });
  const checks = new Map<Schema, Check>();
  const check = (value: unknown, schema: Schema): Problem[] => {
    const known = checks.get(schema) ?? compile(schema);
    checks.set(schema, known);
    return known(value);
  };
  const resolved = <T extends { $ref?: unknown }>(thing: T): T => {
    if (typeof thing.$ref !== 'string') return thing;
    const [, , kind = '', name = ''] = thing.$ref.split('/');
    return resolved((document.components?.[kind]?.[name] ?? {}) as T);
  };
  const reading = { resolved, fits: (value: unknown, schema: Schema) => check(value, schema).length === 0 };

  function problemsOfQuery(search: string, { operation, shared }: Found): Problem[] {
    const query = readForm(search);
    const known = [...shared, ...(operation.parameters ?? [])]
      .map(resolved)
      .filter(({ in: place }) => place === 'query');
    const missing = known
      .filter(({ name, required }) => required === true && !(name in query) && !options.credentials?.includes(name))
      .map(({ name }) => ({ pointer: `?${name}`, message: 'is missing' }));
    const sent = Object.entries(query).flatMap(([name, value]) => {
      const parameter = known.find((candidate) => candidate.name === name || candidate.name === `${name}[]`);
      if (parameter === undefined) return [{ pointer: `?${name}`, message: 'is not in the specification' }];
      const schema = parameter.schema ?? {};
      return check(typed(value, schema, reading), schema).map((problem) => ({
        ...problem,
        pointer: `?${name}${problem.pointer}`,
      }));
    });
    return [...missing, ...sent];
  }

  function problemsOfForm(text: string, schema: Schema): Problem[] {
    return check(typed(readForm(text), schema, reading), schema);
  }

  function problemsOfBody({ headers, body }: Recorded, { operation }: Found): Problem[] {
    const wanted = operation.requestBody === undefined ? undefined : resolved(operation.requestBody);
    if (body.length === 0) return wanted?.required === true ? [{ pointer: '', message: 'is missing' }] : [];
    const type = mediaType(headers['content-type']);
    const declared = wanted?.content[type] ?? wanted?.content['*/*'];
    if (declared === undefined) return [{ pointer: '', message: `${type} is not in the specification` }];
    const schema = declared.schema ?? {};
    if (type === FORM) return problemsOfForm(body.toString(), schema);
    return isJson(type) ? check(parsed(body), schema) : [];
  }

  /** Whichever way the fields came, they are those of the operation. */
  function problemsOfEither(search: string, exchange: Recorded, found: Found): Problem[] {
    const type = mediaType(exchange.headers['content-type']);
    if (exchange.body.length > 0 && type !== FORM) return problemsOfBody(exchange, found);
    const fields = [search, exchange.body.toString()].filter((part) => part !== '').join('&');
    const form = found.operation.requestBody?.content[FORM]?.schema;
    return form === undefined ? problemsOfQuery(fields, found) : problemsOfForm(fields, form);
  }

  function problemsOfRequest(search: string, exchange: Recorded, found: Found): Problem[] {
    if (options.getOrPost === true) return problemsOfEither(search, exchange, found);
    return [...problemsOfQuery(search, found), ...problemsOfBody(exchange, found)];
  }

  function problemsOfAnswer({ status, answerHeaders, answer }: Recorded, { operation }: Found): [string, Problem[]] {
    const type = mediaType(answerHeaders.get('content-type') ?? '');
    const body = isJson(type) ? parsed(answer) : undefined;
    const answers = operation.responses;
    const names = [String(status), `${String(status)[0]}XX`, options.answerElse ?? 'default'];
    const key = options.answerOf?.(status, body) ?? names.find((name) => name in answers);
    const declared = answers[key ?? 'default'];
    if (declared === undefined) return [String(status), [{ pointer: '', message: 'is not in the specification' }]];
    const { content } = resolved(declared);
    if (content === undefined || answer.length === 0) return [key ?? 'default', []];
    const schema = (content[type] ?? content['*/*'])?.schema;
    if (schema === undefined && content[type] === undefined) {
      return [key ?? 'default', [{ pointer: '', message: `${type} is not in the specification` }]];
    }
    return [key ?? 'default', schema === undefined ? [] : check(body, schema)];
  }

  return {
    problems(exchange) {
      const [whole = '', search = ''] = exchange.url.split('?', 2);
      const under = whole.startsWith(`${options.basePath}/`);
      const path = under ? whole.slice(options.basePath.length) : whole;
      const methods = options.getOrPost === true ? ['get', 'post'] : [exchange.method.toLowerCase()];
      const found = under ? find(document, methods, path) : undefined;
      if (found === undefined) return [`${exchange.method} ${path} is not in the specification`];
      const [key, answer] = problemsOfAnswer(exchange, found);
      // A refused request may well have been wrong: that is what it was refused for.
      const accepted = exchange.status < 400 && key !== 'default';
      const request = accepted ? problemsOfRequest(search, exchange, found) : [];
      const name = `${exchange.method} ${found.template}`;
      return [
        ...request.map(({ pointer, message }) => `${name} request ${pointer}: ${message}`),
        ...answer.map(({ pointer, message }) => `${name} answer ${key} ${pointer}: ${message}`),
      ];
    },
  };
}

function readSpecification(file: string): Document {
  return JSON.parse(readFileSync(new URL(`specs/${file}`, import.meta.url), 'utf8')) as Document;
}

/** The operation a path belongs to; one written out goes before one with a parameter in its place. */
function find({ paths }: Document, methods: readonly string[], path: string): Found | undefined {
  const fitting = Object.keys(paths)
    .flatMap((template) => methods.map((method) => ({ template, method })))
    .filter(({ template, method }) => paths[template]?.[method] !== undefined && fits(template, path))
    .sort((a, b) => a.template.split('{').length - b.template.split('{').length);
  const [first] = fitting;
  if (first === undefined) return undefined;
  const operations = paths[first.template]!;
  const operation = operations[first.method] as Operation;
  return { template: first.template, operation, shared: (operations.parameters ?? []) as Parameter[] };
}

function fits(template: string, path: string): boolean {
  const [parts, segments] = [template.split('/'), path.split('/')];
  const literal = (part: string) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
  return (
    parts.length === segments.length &&
    parts.every((part, at) => new RegExp(`^${literal(part)}$`).test(decodeURIComponent(segments[at]!)))
  );
}

/** Undefined for what is not JSON; a schema that wants something says so. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

function mediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1)[0]!.trim().toLowerCase();
}

function isJson(type: string): boolean {
  return /[/+]json$/.test(type);
}
