import type { ConnectorContext, StatusRow } from '@raccord/contract';
import { type drive_v3, driveApi, type sheets_v4, sheetsApi } from '../shared/google/apis.ts';
import { googleScope } from '../shared/google/auth.ts';
import { callGoogle, type GoogleOptions } from '../shared/google/client.ts';
import type { GoogleError } from '../shared/google/failure.ts';

export const sheetsAddress = 'https://sheets.googleapis.com';
/** Google Drive, which lists the spreadsheets. A server in Google's place has all APIs under one address. */
export const driveAddress = 'https://www.googleapis.com';
export const scopes = {
  read: googleScope('spreadsheets.readonly'),
  write: googleScope('spreadsheets'),
  list: googleScope('drive.metadata.readonly'),
} as const;

type Client = Pick<ConnectorContext, 'http' | 'endpoints'>;

/** Answers with many cells: a thousand rows of twenty columns are about 1 MB. */
const MAX_BYTES = 32 * 1_048_576;

/** A call that reads. @throws Failure as `googleFailure`, and `googleSheets.*` of `known` */
export const readSheets = <T>(
  context: Client,
  method: (api: sheets_v4.Sheets, options: GoogleOptions) => Promise<unknown>,
) => callSheets<T>(context, method, 'read');

/** A call that writes; one at a time for the whole connection, which the rate rule sees to. */
export const writeSheets = <T>(
  context: Client,
  method: (api: sheets_v4.Sheets, options: GoogleOptions) => Promise<unknown>,
) => callSheets<T>(context, method, 'write');

async function callSheets<T>(
  context: Client,
  method: (api: sheets_v4.Sheets, options: GoogleOptions) => Promise<unknown>,
  rate: 'read' | 'write',
): Promise<T> {
  const api = await sheetsApi();
  const call = {
    from: 'Google Sheets',
    rootUrl: context.endpoints.api,
    scopes: [scopes[rate]],
    known,
    maxBytes: MAX_BYTES,
    // Google itself cuts a request after 180 s.
    timeoutMs: 120_000,
    rate,
  };
  return callGoogle<T>(context, call, (options) => method(api, options));
}

/** The files of the account, for picking one. */
export const listFiles = (context: Client, params: drive_v3.Params$Resource$Files$List) =>
  callDrive<drive_v3.Schema$FileList>(context, (api, options) => api.files.list(params, options));

/** Whose account it is. */
export const aboutUser = (context: Client) =>
  callDrive<drive_v3.Schema$About>(context, (api, options) => api.about.get({ fields: 'user' }, options));

async function callDrive<T>(
  context: Client,
  method: (api: drive_v3.Drive, options: GoogleOptions) => Promise<unknown>,
): Promise<T> {
  const api = await driveApi();
  const rootUrl = context.endpoints.api === sheetsAddress ? driveAddress : context.endpoints.api;
  const call = { from: 'Google Drive', rootUrl, scopes: [scopes.list], rate: 'drive' };
  return callGoogle<T>(context, call, (options) => method(api, options));
}

/** Google says what is wrong with a range in words only. */
function known({ httpStatus, status, message }: GoogleError): StatusRow | undefined {
  if (httpStatus !== 400) return undefined;
  if (/unable to parse range/i.test(message)) return { kind: 'config', code: 'googleSheets.sheetUnknown' };
  if (/exceeds grid limits/i.test(message)) return { kind: 'config', code: 'googleSheets.outsideGrid' };
  if (/above the limit of \d+ cells/i.test(message)) return { kind: 'config', code: 'googleSheets.full' };
  if (status === 'FAILED_PRECONDITION') return { kind: 'config', code: 'googleSheets.notASheet' };
  return undefined;
}
