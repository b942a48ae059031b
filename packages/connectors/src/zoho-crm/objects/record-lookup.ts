import type { ConnectorContext, ObjectRecord } from '@raccord/contract';
import { crm, rowsOf } from '../client.ts';

/** By COQL, which reads the records themselves; the search reads an index that is late. */
export async function findByField(
  context: ConnectorContext,
  { module, field, value }: { module: string; field: string; value: string | number | boolean },
): Promise<ObjectRecord | undefined> {
  const select_query = `select id from ${module} where ${field} = ${literal(value)} order by Modified_Time desc limit 0, 1`;
  const [found] = rowsOf(
    await crm(context, '/coql', { method: 'POST', reads: true, rate: 'heavy', json: { select_query } }),
  );
  if (found === undefined) return undefined;
  // Deleted in between is as good as not found.
  const [row] = rowsOf(await crm(context, `/${module}/${String(found.id)}`, { method: 'GET' }));
  return row;
}

/** Text in quotes, a quote inside it doubled, so that a value stays a value. */
function literal(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
