import type { Pool } from 'pg';
import type { BudgetState } from '../../rate/budget-state.ts';

const clock = 'extract(epoch from clock_timestamp())::float8 * 1000 as now';

type Row = { version: number; state: string | null; now: number };

/** @returns version 0 and no state for an allowance that was never used */
export async function readBudget(
  pool: Pool,
  connectionId: string,
  rate: string,
): Promise<{ version: number; state: BudgetState | undefined; now: number }> {
  const read = () =>
    pool.query<Row>({
      name: 'read-rate-budget',
      text: `select version, state, ${clock} from rate_budgets where connection_id = $1 and rate = $2`,
      values: [connectionId, rate],
    });
  let { rows } = await read();
  if (rows.length === 0) {
    await pool.query('insert into rate_budgets (connection_id, rate) values ($1, $2) on conflict do nothing', [
      connectionId,
      rate,
    ]);
    ({ rows } = await read());
  }
  const { version, state, now } = rows[0]!;
  return { version, state: state === null ? undefined : JSON.parse(state), now };
}

/** Compare and swap, in one round trip whether it goes well or not. @returns what stands there now */
export async function writeBudget(
  pool: Pool,
  { connectionId, rate }: { connectionId: string; rate: string },
  version: number,
  state: BudgetState,
): Promise<{ written: boolean; version: number; state: BudgetState; now: number }> {
  const { rows } = await pool.query<Row & { mine: number | null }>({
    name: 'write-rate-budget',
    text: `with tried as (
             update rate_budgets set version = version + 1, state = $4, at = now()
              where connection_id = $1 and rate = $2 and version = $3 returning version)
           select b.version, case when t.version is null then b.state end as state, t.version as mine, ${clock}
             from rate_budgets b left join tried t on true where b.connection_id = $1 and b.rate = $2`,
    values: [connectionId, rate, version, JSON.stringify(state)],
  });
  const { mine, now, ...stands } = rows[0]!;
  if (mine !== null) return { written: true, version: mine, state, now };
  return { written: false, version: stands.version, state: JSON.parse(stands.state ?? 'null'), now };
}

/** All allowances of a connection that were used. */
export async function listBudgets(
  pool: Pool,
  connectionId: string,
): Promise<{ budgets: { rate: string; state: BudgetState | undefined }[]; now: number }> {
  const { rows } = await pool.query<{ rate: string | null; state: string | null; now: number }>(
    `select b.rate, b.state, ${clock} from (select 1) as one left join rate_budgets b on b.connection_id = $1`,
    [connectionId],
  );
  const budgets = rows.flatMap(({ rate, state }) =>
    rate === null ? [] : [{ rate, state: state === null ? undefined : JSON.parse(state) }],
  );
  return { budgets, now: rows[0]!.now };
}
