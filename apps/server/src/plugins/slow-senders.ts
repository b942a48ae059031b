/** A megabyte comes through the slowest line in a fraction of this; who takes longer only holds memory. */
const REQUEST_MS = 30_000;

/** Options for Fastify: a request, head and body, has to be here within `ms`, or its sender is told 408 and cut off. */
export function slowSenders(ms: number = REQUEST_MS) {
  // Fastify's own option would else put the server's back to none.
  const http = { requestTimeout: ms, headersTimeout: ms, connectionsCheckingInterval: Math.ceil(ms / 6) };
  return { requestTimeout: ms, http };
}
