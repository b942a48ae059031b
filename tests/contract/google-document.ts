import { readFileSync } from 'node:fs';
import type { Document } from './specification.ts';

type Content = Record<string, unknown>;
type Operation = { requestBody?: { content: Content }; responses: Record<string, unknown> };

/**
 * Google's documents, made whole where their translation into OpenAPI left something out: that a call may be refused; and of methods
 * that take an upload, that it goes to `/upload` with JSON beside it, and that without one the body is JSON.
 */
export function googleDocument(...parts: { file: string; under?: string; uploads?: readonly string[] }[]): Document {
  const whole: Required<Document> = { paths: {}, components: {} };
  for (const { file, under = '', uploads = [] } of parts) {
    const { paths, components = {} } = read(file);
    for (const [path, operations] of Object.entries(paths)) {
      const takesUpload = uploads.some((ending) => path.endsWith(ending));
      whole.paths[under + path] = takesUpload ? posted(operations, inJson) : refusable(operations);
      if (takesUpload) whole.paths[`/upload${under}${path}`] = posted(operations, () => ({ 'multipart/related': {} }));
    }
    for (const [kind, named] of Object.entries(components))
      whole.components[kind] = { ...whole.components[kind], ...named };
  }
  return whole;
}

function refusable(operations: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => {
      if (Array.isArray(operation)) return [method, operation];
      const { responses, ...rest } = operation as Operation;
      return [method, { ...rest, responses: { ...responses, default: {} } }];
    }),
  );
}

function posted(operations: Record<string, unknown>, content: (given: Content) => Content): Record<string, unknown> {
  const { post, ...rest } = refusable(operations) as { post: Operation };
  return { ...rest, post: { ...post, requestBody: { content: content(post.requestBody?.content ?? {}) } } };
}

/** The translation names the JSON's schema under each type that an upload may have. */
const inJson = (given: Content): Content => ({ ...given, 'application/json': Object.values(given)[0] });

function read(file: string): Document {
  return JSON.parse(readFileSync(new URL(`specs/${file}`, import.meta.url), 'utf8')) as Document;
}
