import { Failure, type RawDelivery } from '@raccord/contract';

/** Texts by field name (a name that comes several times: a list), and the files with it. */
export type FormParts = {
  fields: Record<string, string | string[]>;
  files: { name: string; type: string; content: Uint8Array }[];
};

const MOST_PARTS = 500;

/** A `multipart/form-data` body, read by Node's own decoder; undefined for any other. */
export function formParts(delivery: RawDelivery): Promise<FormParts> | undefined {
  const type = delivery.headers['content-type'] ?? '';
  return /^multipart\/form-data\b/i.test(type) ? read(delivery.body, type) : undefined;
}

/** @throws Failure input `webhook.formInvalid` */
async function read(body: Uint8Array, type: string): Promise<FormParts> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch((cause: unknown) => {
      throw new Failure('input', 'webhook.formInvalid', {}, { cause });
    });
  const parts = [...form.entries()];
  if (parts.length > MOST_PARTS) throw new Failure('input', 'webhook.formInvalid');
  const fields = new Map<string, string | string[]>();
  const files: FormParts['files'] = [];
  for (const [name, value] of parts) {
    if (name === '__proto__') throw new Failure('input', 'webhook.bodyForbiddenKey');
    if (typeof value !== 'string') {
      const plain = value.name.split(/[/\\]/).at(-1);
      files.push({
        name: plain || 'file',
        type: value.type || 'application/octet-stream',
        content: await value.bytes(),
      });
      continue;
    }
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return { fields: Object.fromEntries(fields), files };
}
