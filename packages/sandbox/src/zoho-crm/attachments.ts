import type { VendorAnswer } from '../control/vendor.ts';
import { type CrmCall, type CrmRoutes, moduleOf } from './call.ts';
import { paramMissing, refuse } from './errors.ts';
import { type Attachment, userRef } from './state.ts';
import { displayName } from './values.ts';

const mostBytes = 20 * 1_048_576;
const record = '/:module/:id/Attachments';

export function attachmentRoutes(route: CrmRoutes): void {
  route('POST', record, { scope: 'ZohoCRM.modules.attachments.CREATE' }, upload);

  route('GET', record, { scope: 'ZohoCRM.modules.attachments.READ' }, (call) => {
    if (!call.query.has('fields')) return paramMissing('fields');
    const rows = ofRecord(call);
    if (rows.length === 0) return { status: 204, body: '' };
    const info = { per_page: 200, count: rows.length, page: 1, more_records: false };
    return { status: 200, body: { data: rows.map((row) => shown(call, row)), info } };
  });

  route('GET', `${record}/:attachment`, { scope: 'ZohoCRM.modules.attachments.READ' }, (call) => {
    const found = ofRecord(call).find(({ id }) => id === call.params.attachment);
    if (found === undefined) return { status: 204, body: '' };
    const name = encodeURIComponent(found.File_Name);
    return {
      status: 200,
      headers: { 'content-type': found.type, 'content-disposition': `attachment; filename*=UTF-8''${name}` },
      body: found.content,
    };
  });

  route(
    'DELETE',
    `${record}/:attachment`,
    { scope: 'ZohoCRM.modules.attachments.DELETE' },
    ({ crm, params, effect }) => {
      const id = params.attachment ?? '';
      if (!crm.attachments.remove(id))
        refuse(400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: 3 });
      effect('Attachments.delete', id);
      return {
        status: 200,
        body: { data: [{ code: 'SUCCESS', details: { id }, message: 'record deleted', status: 'success' }] },
      };
    },
  );
}

function ofRecord(call: CrmCall): Attachment[] {
  const { crm, params } = call;
  parentOf(call);
  return crm.attachments.by('record', `${params.module} ${params.id}`).reverse();
}

function parentOf(call: CrmCall) {
  const module = moduleOf(call);
  const row = module.records.get(call.params.id ?? '');
  if (row === undefined)
    refuse(400, 'INVALID_DATA', 'the related id given seems to be invalid', {
      related_status: 'invalid',
      resource_path_index: 1,
    });
  return { id: row.id, name: displayName(module, row) };
}

async function upload(call: CrmCall): Promise<VendorAnswer> {
  const { crm, multipart, params, time } = call;
  const parent = parentOf(call);
  const file = multipart === undefined ? undefined : await fileIn(multipart);
  if (file === undefined)
    refuse(
      400,
      'INVALID_REQUEST',
      'unable to process your request. please verify whether you have entered proper method name, parameter and parameter values.',
      { expected_type: 'file' },
    );
  if (file.size > mostBytes) {
    refuse(400, 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE', 'Please check whether the input values are correct', {
      limit: mostBytes,
    });
  }
  const attachment = crm.attachments.insert({
    id: crm.nextId(),
    module: params.module ?? '',
    parent,
    File_Name: file.name,
    type: file.type === '' ? 'application/octet-stream' : file.type,
    content: Buffer.from(await file.arrayBuffer()),
    Created_Time: time,
  });
  call.effect('Attachments.create', attachment.id);
  const by = userRef(crm.me);
  const details = { Modified_Time: time, Modified_By: by, Created_Time: time, id: attachment.id, Created_By: by };
  return {
    status: 200,
    body: { data: [{ code: 'SUCCESS', details, message: 'attachment uploaded successfully', status: 'success' }] },
  };
}

async function fileIn({ type, bytes }: { type: string; bytes: Buffer }): Promise<File | undefined> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    const file = form.get('file');
    return file instanceof File ? file : undefined;
  } catch {
    return undefined;
  }
}

function shown({ crm }: CrmCall, row: Attachment): object {
  const by = userRef(crm.me);
  return {
    id: row.id,
    Owner: by,
    Created_By: by,
    Modified_By: by,
    Parent_Id: row.parent,
    Created_Time: row.Created_Time,
    Modified_Time: row.Created_Time,
    File_Name: row.File_Name,
    Size: String(row.content.length),
    $editable: true,
    $file_id: `file_${row.id}`,
    $type: 'Attachment',
    $se_module: row.module,
    $state: 'save',
    $link_url: null,
  };
}
