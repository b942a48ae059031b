import type { CrmRoutes } from './call.ts';
import { moduleOf } from './call.ts';
import { paramMissing } from './errors.ts';
import { positive } from './lists.ts';
import { shownField, shownModule, shownOrganization } from './metadata.ts';
import { type CrmUser, userRef } from './state.ts';

export function settingsRoutes(route: CrmRoutes): void {
  route('GET', '/settings/modules', { scope: 'ZohoCRM.settings.modules.READ' }, ({ crm, time }) => ({
    status: 200,
    body: { modules: [...crm.modules.values()].map((module) => shownModule(module, userRef(crm.me), time)) },
  }));

  route('GET', '/settings/fields', { scope: 'ZohoCRM.settings.fields.READ' }, (call) => {
    const name = call.query.get('module');
    if (name === null) return paramMissing('module');
    const module = moduleOf(call, name);
    return { status: 200, body: { fields: module.fields.map((field) => shownField(module, field)) } };
  });

  route('GET', '/users', { scope: 'ZohoCRM.users.READ' }, ({ crm, query, time }) => {
    const type = query.get('type') ?? 'AllUsers';
    const perPage = positive(query, 'per_page', 200, 200);
    const page = positive(query, 'page', 1, 100_000);
    const all = type === 'CurrentUser' ? [crm.me] : crm.users;
    const users = all.slice((page - 1) * perPage, page * perPage).map((user) => shownUser(user, time));
    if (users.length === 0) return { status: 204, body: '' };
    const info = { per_page: perPage, page, count: users.length, more_records: page * perPage < all.length };
    return { status: 200, body: { users, info } };
  });

  route('GET', '/org', { scope: 'ZohoCRM.org.READ' }, () => ({ status: 200, body: { org: [shownOrganization()] } }));
}

function shownUser(user: CrmUser, time: string): object {
  const { id, full_name, first_name, last_name, email } = user;
  return {
    id,
    full_name,
    first_name,
    last_name,
    email,
    status: 'active',
    confirm: true,
    language: 'fr_FR',
    country_locale: 'fr_FR',
    created_time: time,
    Modified_Time: time,
  };
}
