import type { FastifyInstance } from 'fastify';
import { installGate } from '../control/gate.ts';
import { type GoogleCall, type GoogleRoute, googleRoutes, scope } from '../google/call.ts';
import { badRequest, googleAnswers, googleError, refuse } from '../google/errors.ts';
import { googleUsers } from '../google-accounts/state.ts';
import type { Spreadsheet } from '../google-sheets/state.ts';
import type { World } from '../world.ts';

const answers = googleAnswers((retryAfter) => ({
  ...googleError(403, 'PERMISSION_DENIED', 'User rate limit exceeded.', {
    reason: 'userRateLimitExceeded',
    domain: 'usageLimits',
  }),
  ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
}));

const reading = scope('drive.metadata.readonly', 'drive.readonly', 'drive', 'drive.file');
const defaultFields = ['kind', 'id', 'name', 'mimeType'] as const;
const spreadsheetType = 'application/vnd.google-apps.spreadsheet';
const excelType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** As much of Drive's API v3 under `/google/drive/v3` as picking a file needs: `files.list`, `files.get`, `about`. */
export function googleDriveStandIn(world: World, stopping: AbortSignal): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const gate = installGate(app, world, 'google-drive', answers, stopping);
    googleRoutes(app, world, gate, { vendor: 'google-drive', under: ['/drive/v3'], answers }, routes);
  };
}

const routes: GoogleRoute[] = [
  {
    method: 'GET',
    path: /^\/drive\/v3\/about$/,
    scopes: reading,
    run({ query, user }) {
      if (!query.has('fields')) badRequest("The 'fields' parameter is required for this method.");
      const known = googleUsers.find(({ email }) => email === user);
      return {
        kind: 'drive#about',
        user: { kind: 'drive#user', displayName: known?.name ?? user, emailAddress: user, me: true },
      };
    },
  },
  {
    method: 'GET',
    path: /^\/drive\/v3\/files$/,
    scopes: reading,
    run(call) {
      const files = sorted(visible(call), call.query.get('orderBy') ?? '').filter(matching(call.query.get('q') ?? ''));
      const size = Number(call.query.get('pageSize') ?? 100);
      if (!Number.isInteger(size) || size < 1 || size > 1_000)
        badRequest(`Invalid value '${size}'. Values must be within the range: [1, 1000]`);
      const from = startOf(call.query.get('pageToken'));
      const next = from + size < files.length ? { nextPageToken: tokenOf(from + size) } : {};
      const page = files.slice(from, from + size).map((file) => shownFile(call, file));
      return { kind: 'drive#fileList', ...next, incompleteSearch: false, files: page };
    },
  },
  {
    method: 'GET',
    path: /^\/drive\/v3\/files\/(?<id>[^/]+)$/,
    scopes: reading,
    run(call) {
      const file = visible(call).find(({ id }) => id === call.params.id);
      if (file === undefined) refuse(404, 'NOT_FOUND', `File not found: ${call.params.id}.`, { reason: 'notFound' });
      return shownFile(call, file!);
    },
  },
];

function visible({ world, user }: GoogleCall): Spreadsheet[] {
  const all = [...world.googleSheets.spreadsheets.values()];
  return all.filter(({ owner, editors, readers }) => [owner, ...editors, ...readers].includes(user));
}

/** Without `fields`, the answer holds only four of them. */
function shownFile({ query }: GoogleCall, file: Spreadsheet): object {
  const { id, title: name, uploaded, trashed, modifiedAt, version, owner } = file;
  const whole = {
    kind: 'drive#file',
    id,
    name,
    mimeType: uploaded ? excelType : spreadsheetType,
    trashed,
    modifiedTime: new Date(modifiedAt).toISOString(),
    version: String(version),
    owners: [{ kind: 'drive#user', emailAddress: owner }],
  };
  if (query.has('fields')) return whole;
  return Object.fromEntries(defaultFields.map((field) => [field, whole[field]]));
}

/** Clauses joined by `and`: `mimeType = '…'`, `name = '…'`, `name contains '…'`, `trashed = false`. */
function matching(q: string): (file: Spreadsheet) => boolean {
  const clauses = q === '' ? [] : q.split(/\s+and\s+(?=(?:[^'\\]|\\.|'(?:[^'\\]|\\.)*')*$)/);
  const tests = clauses.map((clause) => {
    const trashed = /^trashed\s*=\s*(true|false)$/.exec(clause.trim())?.[1];
    if (trashed !== undefined) return (file: Spreadsheet) => file.trashed === (trashed === 'true');
    const match = /^(mimeType|name)\s*(=|contains)\s*'((?:[^'\\]|\\.)*)'$/.exec(clause.trim());
    if (match === null) return badRequest(`Invalid Value: q`);
    const [, field, operator, text = ''] = match;
    const wanted = text.replace(/\\(.)/g, '$1').toLowerCase();
    return (file: Spreadsheet) => {
      const value = (field === 'name' ? file.title : file.uploaded ? excelType : spreadsheetType).toLowerCase();
      return operator === '=' ? value === wanted : value.includes(wanted);
    };
  });
  return (file) => tests.every((test) => test(file));
}

function sorted(files: Spreadsheet[], orderBy: string): Spreadsheet[] {
  const [field = '', direction] = orderBy.split(' ');
  const sign = direction === 'desc' ? -1 : 1;
  if (field === 'modifiedTime') return files.toSorted((a, b) => sign * (a.modifiedAt - b.modifiedAt));
  return field === 'name' ? files.toSorted((a, b) => sign * a.title.localeCompare(b.title)) : files;
}

const tokenOf = (at: number) => `~!!~${Buffer.from(String(at)).toString('base64url')}`;

function startOf(token: string | null): number {
  if (token === null) return 0;
  const at = Number(Buffer.from(token.replace('~!!~', ''), 'base64url').toString());
  return Number.isInteger(at) && token.startsWith('~!!~') ? at : badRequest('Invalid Value: pageToken');
}
