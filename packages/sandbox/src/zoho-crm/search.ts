import type { VendorAnswer } from '../control/vendor.ts';
import { type CrmCall, type CrmRoutes, moduleOf } from './call.ts';
import { readCriteria, type Test } from './criteria.ts';
import { refuse } from './errors.ts';
import { cut, fieldNames, positive } from './lists.ts';
import type { CrmModule } from './state.ts';
import { readCrmTime } from './times.ts';

const most = 2_000;

export function searchRoutes(route: CrmRoutes): void {
  route('GET', '/:module/search', { scope: 'ZohoCRM.modules.READ' }, (call) => search(call, moduleOf(call)));
}

function search(call: CrmCall, module: CrmModule): VendorAnswer {
  const { query, crm, world } = call;
  const test = testOf(query, module);
  const perPage = positive(query, 'per_page', 200, 200);
  const page = positive(query, 'page', 1, 100_000);
  if (page * perPage > most)
    refuse(400, 'LIMIT_REACHED', 'maximum response iteration limit reached', { limit: String(most) });
  const indexed = world.now() - crm.searchLagMs;
  const rows = [...module.records.newestFirst()].filter(
    (row) => row.$converted !== true && readCrmTime(row.Modified_Time)! <= indexed && test(row),
  );
  const shown = rows.slice((page - 1) * perPage, page * perPage);
  if (shown.length === 0) return { status: 204, body: '' };
  const names = query.has('fields') ? fieldNames(call, module) : undefined;
  const info = { per_page: perPage, count: shown.length, page, more_records: page * perPage < rows.length };
  return { status: 200, body: { data: shown.map((row) => (names === undefined ? row : cut(row, names))), info } };
}

/** Of several, Zoho takes criteria before email before phone before word. */
function testOf(query: URLSearchParams, module: CrmModule): Test {
  const known = new Set(module.fields.map(({ api_name }) => api_name));
  const criteria = query.get('criteria');
  if (criteria !== null) return readCriteria(criteria, (field) => known.has(field));
  const ofType = (type: string, value: string): Test => {
    const names = module.fields.filter((field) => field.type === type).map(({ api_name }) => api_name);
    return (row) => names.some((name) => String(row[name] ?? '').toLowerCase() === value.toLowerCase());
  };
  const email = query.get('email');
  if (email !== null) return ofType('email', email);
  const phone = query.get('phone');
  if (phone !== null) return ofType('phone', phone);
  const word = query.get('word')?.toLowerCase();
  if (word === undefined || word.length < 2) {
    return refuse(400, 'EXPECTED_PARAM_MISSING', 'One of the expected parameter is missing', {
      param_names: ['criteria', 'email', 'phone', 'word'],
    });
  }
  return (row) => Object.values(row).some((value) => typeof value === 'string' && value.toLowerCase().includes(word));
}
