import { Failure, type FailureKind } from '@raccord/contract';
import { transportFailure } from '../shared/http/transport-failure.ts';

type Row = { kind: FailureKind; code: string };
const rows = {
  refused: { kind: 'input', code: 'sql.refused' },
  duplicate: { kind: 'duplicate', code: 'sql.duplicate' },
  missing: { kind: 'missing', code: 'sql.missingReference' },
  statement: { kind: 'config', code: 'sql.badStatement' },
  forbidden: { kind: 'config', code: 'sql.forbidden' },
  auth: { kind: 'auth', code: 'sql.badLogin' },
  busy: { kind: 'transient', code: 'sql.busy' },
  slow: { kind: 'config', code: 'sql.tooSlow' },
} satisfies Record<string, Row>;

/** PostgreSQL's SQLSTATE: the whole code first, then its class. */
const states: Readonly<Record<string, Row>> = {
  '23505': rows.duplicate,
  '23P01': rows.duplicate,
  '23503': rows.missing,
  '23': rows.refused,
  '22': rows.refused,
  '25006': rows.forbidden,
  '28': rows.auth,
  '3D000': rows.statement,
  '40': rows.busy,
  '42501': rows.forbidden,
  '42': rows.statement,
  '53': rows.busy,
  '55P03': rows.busy,
  '57014': rows.slow,
  '57': rows.busy,
  '0A': rows.statement,
  '44': rows.refused,
};

/** Error numbers of MySQL and MariaDB. */
const numbers: Readonly<Record<number, Row>> = {
  ...byRow(rows.duplicate, [1022, 1062, 1586]),
  ...byRow(rows.missing, [1216, 1452]),
  ...byRow(rows.refused, [1048, 1264, 1265, 1292, 1364, 1366, 1406, 1451, 1690, 3819, 4025, 1265, 1411]),
  ...byRow(rows.auth, [1045, 1698, 1862, 1251, 1524]),
  ...byRow(rows.forbidden, [1044, 1142, 1143, 1227, 1290, 1792, 1370]),
  ...byRow(rows.busy, [1040, 1053, 1203, 1205, 1213, 1226, 1317]),
  ...byRow(rows.slow, [1969, 3024]),
};

function byRow(row: Row, codes: readonly number[]): Record<number, Row> {
  return Object.fromEntries(codes.map((code) => [code, row]));
}

/**
 * What a database or the line to it says, as a failure.
 * @param wrote whether a line that broke may have left something written
 */
export function sqlFailure(thrown: unknown, host: string, wrote: boolean): Failure {
  if (thrown instanceof Failure) return thrown;
  const said = thrown as { code?: unknown; errno?: unknown; message?: unknown; sqlState?: unknown };
  const message = String(said.message ?? '').slice(0, 500);
  const row = rowOf(said);
  // The statement was taken back by the server, so nothing is left of it.
  if (row !== undefined) return new Failure(row.kind, row.code, { host, message }, { cause: thrown });
  if (!wrote && /certificate|HANDSHAKE_SSL|does not support S(SL|ecure)/i.test(`${String(said.code)} ${message}`))
    return new Failure('config', 'http.tls', { host, reason: message.slice(0, 200) }, { cause: thrown });
  if (/timeout/i.test(message) && wrote)
    return new Failure('transient', 'sql.noAnswer', { host }, { uncertain: true, cause: thrown });
  // Lines that break in the drivers' hands: their own words carry no code.
  const broken =
    thrown instanceof Error && said.code === undefined ? Object.assign(thrown, { code: 'ECONNRESET' }) : thrown;
  return transportFailure(broken, host, wrote);
}

function rowOf({ code, errno, sqlState }: { code?: unknown; errno?: unknown; sqlState?: unknown }): Row | undefined {
  if (typeof sqlState === 'string' && typeof errno === 'number')
    return numbers[errno] ?? (errno >= 1_000 && errno < 2_000 ? rows.statement : undefined);
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return undefined;
  return states[code] ?? states[code.slice(0, 2)];
}
