import type { VendorAnswer } from '../control/vendor.ts';
import { type CrmCall, type CrmRoutes, moduleOf } from './call.ts';
import { notify } from './channels.ts';
import { errorItem, refuse } from './errors.ts';
import type { CrmTag } from './state.ts';

const mostTags = 10;
const scope = 'ZohoCRM.modules.UPDATE';

export function tagRoutes(route: CrmRoutes): void {
  route('POST', '/:module/:id/actions/add_tags', { scope }, (call) =>
    changeTags(call, (before, named) => [...before.filter((tag) => !named.includes(tag)), ...named]),
  );
  route('POST', '/:module/:id/actions/remove_tags', { scope }, (call) =>
    changeTags(call, (before, named) => before.filter((tag) => !named.includes(tag))),
  );
}

function changeTags(call: CrmCall, change: (before: CrmTag[], named: CrmTag[]) => CrmTag[]): VendorAnswer {
  const { crm, params, fields, time, world } = call;
  const module = moduleOf(call);
  if (!Array.isArray(fields.tags))
    return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: 'tags', json_path: '$.tags' });
  const row = module.records.get(params.id ?? '');
  if (row === undefined)
    return {
      status: 400,
      body: { data: [errorItem('INVALID_DATA', 'the id given seems to be invalid', { id: params.id })] },
    };
  const names = fields.tags.map((tag: unknown) => (tag as { name?: unknown } | null)?.name);
  const bad = names.find((name) => typeof name !== 'string' || name === '' || name.length > 25);
  if (bad !== undefined || names.includes(undefined))
    return refuse(400, 'INVALID_DATA', 'invalid data', { api_name: 'name', json_path: '$.tags[0].name' });
  const before = row.Tag as CrmTag[];
  const tags = change(
    before,
    names.map((name) => crm.tag(params.module ?? '', String(name), time)),
  );
  if (tags.length > mostTags) refuse(400, 'LIMIT_EXCEEDED', 'Record count exceeded', { limit: mostTags });
  if (tags.length !== before.length) {
    module.records.replace({ ...row, Tag: tags, Modified_Time: time });
    call.effect(`${module.spec.api_name}.tags`, row.id);
    notify(world, module.spec.api_name, 'update', [row.id]);
  }
  const result = {
    code: 'SUCCESS',
    details: { id: row.id, tags: tags.map(({ id, name, color_code }) => ({ id, name, color_code })) },
    message: 'tags updated successfully',
    status: 'success',
  };
  return { status: 200, body: { data: [result], wf_scheduler: false, success_count: '1', locked_count: '0' } };
}
