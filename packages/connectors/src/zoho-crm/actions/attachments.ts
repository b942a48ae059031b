import { type ConnectorContext, defineAction, Failure, FileRef, type ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { crm, crmFile, crmItems, rowsOf } from '../client.ts';
import { itemFailure } from '../failure.ts';
import { id, module, recordId } from '../schemas.ts';

/** Zoho takes so much; a flow carries a little more. */
const MOST_BYTES = 20 * 1_048_576;
const MOST_READ = 25 * 1_048_576;
const strict = { additionalProperties: false };
const listed = 'File_Name,Size,Created_Time';

const Attachment = Type.Object({
  id: Type.String(),
  File_Name: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  Size: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Null()])),
  Created_Time: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});

export const attachFile = defineAction({
  id: 'attach-file',
  version: 1,
  title: { en: 'Attach a file to a CRM record', fr: 'Joindre un fichier à une fiche du CRM' },
  description: {
    en: 'Attaches a file of up to 20 MB. After a broken call it is recognised by its name and size and not attached twice.',
    fr: 'Joint un fichier de 20 Mo au plus. Après un appel interrompu, il est reconnu à son nom et sa taille et n’est pas joint deux fois.',
  },
  input: Type.Object(
    {
      module,
      id,
      file: Type.Object(FileRef.properties, {
        ...strict,
        ...told('File', 'From an earlier step.', 'Fichier', 'Issu d’une étape précédente.'),
      }),
    },
    strict,
  ),
  output: Type.Object({ id: Type.String() }),
  effect: 'readback',
  writes: { object: 'attachment' },
  scopes: ['ZohoCRM.modules.attachments.CREATE', 'ZohoCRM.modules.attachments.READ', 'ZohoCRM.modules.READ'],
  async run(context, input) {
    const { file } = input;
    if (file.size > MOST_BYTES) {
      throw new Failure('tooLarge', 'zohoCrm.fileTooLarge', { name: file.name, size: file.size, limit: MOST_BYTES });
    }
    const bytes = await context.files.get(file);
    const parts = [{ name: 'file', fileName: file.name, type: file.type, bytes }];
    const path = `/${input.module}/${input.id}/Attachments`;
    const [item] = await crmItems(context, path, { method: 'POST', parts, module: input.module }, 1);
    if (item?.status === 'error') throw itemFailure(item, input.module);
    return { id: String((item?.details as ObjectRecord | undefined)?.id) };
  },
  async readback(context, { file, ...record }) {
    const rows = await attachmentsOf(context, record);
    const same = rows.find((row) => row.File_Name === file.name && Number(row.Size) === file.size);
    return same === undefined ? undefined : { id: String(same.id) };
  },
});

export const listAttachments = defineAction({
  id: 'list-attachments',
  version: 1,
  title: { en: 'List the files of a CRM record', fr: 'Lister les fichiers d’une fiche du CRM' },
  description: {
    en: 'Gives names and sizes of the files attached to a record, newest first.',
    fr: 'Donne les noms et tailles des fichiers joints à une fiche, les plus récents d’abord.',
  },
  input: Type.Object({ module, id }, strict),
  output: Type.Object({ attachments: Type.Array(Attachment) }),
  effect: 'read',
  scopes: ['ZohoCRM.modules.attachments.READ', 'ZohoCRM.modules.READ'],
  run: async (context, record) => ({ attachments: (await attachmentsOf(context, record)) as never }),
});

export const downloadAttachment = defineAction({
  id: 'download-attachment',
  version: 1,
  title: { en: 'Download a file of a CRM record', fr: 'Télécharger un fichier d’une fiche du CRM' },
  description: {
    en: 'Gives a file attached to a record, for later steps to send on.',
    fr: 'Donne un fichier joint à une fiche, à transmettre aux étapes suivantes.',
  },
  input: Type.Object(
    {
      module,
      id,
      attachment_id: recordId('File', 'Id of the attachment.', 'Fichier', 'Identifiant de la pièce jointe.'),
    },
    strict,
  ),
  output: Type.Object({ file: FileRef }),
  effect: 'read',
  scopes: ['ZohoCRM.modules.attachments.READ', 'ZohoCRM.modules.READ'],
  async run(context, { attachment_id, ...record }) {
    const path = `/${record.module}/${record.id}/Attachments`;
    const known = (await attachmentsOf(context, record)).find((row) => row.id === attachment_id);
    const answer = known === undefined ? undefined : await crmFile(context, `${path}/${attachment_id}`, MOST_READ);
    if (known === undefined || answer === undefined) {
      throw new Failure('missing', 'http.notFound', {
        from: 'Zoho CRM',
        status: 204,
        message: `attachment ${attachment_id}`,
      });
    }
    const type = answer.headers['content-type']?.split(';', 1)[0]?.trim() || 'application/octet-stream';
    return {
      file: await context.files.put({ name: String(known.File_Name ?? attachment_id), type, content: answer.bytes }),
    };
  },
});

async function attachmentsOf(
  context: ConnectorContext,
  record: { module: string; id: string },
): Promise<ObjectRecord[]> {
  const path = `/${record.module}/${record.id}/Attachments`;
  return rowsOf(await crm(context, path, { method: 'GET', query: { fields: listed, per_page: 200 } }));
}
