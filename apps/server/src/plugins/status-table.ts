import type { FailureData, FailureKind } from '@raccord/contract';

/** The HTTP status of a failure: its kind decides, unless its code stands below. The only such table. */
const byKind: Record<FailureKind, number> = {
  config: 422,
  auth: 401,
  input: 400,
  missing: 404,
  duplicate: 409,
  transient: 503,
  rateLimited: 429,
  tooLarge: 413,
  bug: 500,
};

const byCode: Record<string, number> = {
  'approval.notAllowed': 403,
  'server.notAllowed': 403,
  'server.otherSite': 403,
  'server.unknownType': 415,
  'webhook.encodingUnknown': 415,
  'server.connectionInUse': 409,
  'server.environmentInUse': 409,
};

export function statusOf({ kind, code }: Pick<FailureData, 'kind' | 'code'>): number {
  return byCode[code] ?? byKind[kind];
}
