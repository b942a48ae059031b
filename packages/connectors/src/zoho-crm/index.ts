import { defineConnector, type ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../shared/forms/told.ts';
import { actionsOf } from '../shared/objects/define-object.ts';
import { triggersOf } from '../shared/objects/object-triggers.ts';
import { DataCentreSetting, zohoEndpoints } from '../shared/zoho/data-centres.ts';
import { zohoAuth } from '../shared/zoho/oauth.ts';
import { addNote } from './actions/add-note.ts';
import { attachFile, downloadAttachment, listAttachments } from './actions/attachments.ts';
import { convertLead } from './actions/convert-lead.ts';
import { queryRecords } from './actions/query-records.ts';
import { searchRecords } from './actions/search-records.ts';
import { addTags, removeTags } from './actions/tags.ts';
import { duplicateCheckFields, fields, modules, users } from './choices.ts';
import { crm } from './client.ts';
import { record } from './objects/record.ts';

const DAY_MS = 86_400_000;

export const zohoCrm = defineConnector({
  id: 'zoho-crm',
  title: { en: 'Zoho CRM', fr: 'Zoho CRM' },
  description: {
    en: 'Records of every module of Zoho CRM, custom fields and custom modules included, with notes, files and tags.',
    fr: 'Les fiches de tous les modules de Zoho CRM, champs et modules personnalisés compris, avec notes, fichiers et étiquettes.',
  },
  endpointsFor: zohoEndpoints,
  // What every connection needs to show itself and its forms; the rest is asked for by the actions and triggers that flows use.
  auth: zohoAuth([
    'ZohoCRM.org.READ',
    'ZohoCRM.users.READ',
    'ZohoCRM.settings.modules.READ',
    'ZohoCRM.settings.fields.READ',
  ]),
  settings: Type.Object(
    {
      dataCentre: DataCentreSetting,
      keyField: Type.Optional(
        Type.String({
          pattern: '^[A-Za-z]\\w{0,99}$',
          ...told(
            'Key field',
            'API name of a text field of your own, 64 characters and marked unique, in the modules flows create records in, e.g. `Raccord_Key`; then nothing is ever created twice.',
            'Champ clé',
            'Nom d’API d’un champ texte à vous, de 64 caractères et sans doublons, dans les modules où des flux créent des fiches, p. ex. `Raccord_Key` ; alors rien n’est jamais créé deux fois.',
          ),
        }),
      ),
    },
    { additionalProperties: false },
  ),
  objects: { record },
  triggers: triggersOf(record),
  actions: {
    ...actionsOf(record),
    'search-records': searchRecords,
    'query-records': queryRecords,
    'add-note': addNote,
    'attach-file': attachFile,
    'list-attachments': listAttachments,
    'download-attachment': downloadAttachment,
    'add-tags': addTags,
    'remove-tags': removeTags,
    'convert-lead': convertLead,
  },
  choices: { modules, fields, users, duplicateCheckFields },
  // Of the paid editions the smallest: 50,000 credits a day, 10 calls at once, of which heavy ones share a limit of their own.
  rates: [
    { limit: 50_000, perMs: DAY_MS, atOnce: 10 },
    { id: 'heavy', limit: 50_000, perMs: DAY_MS, atOnce: 5 },
  ],
  async test(context) {
    const { org } = await crm(context, '/org', { method: 'GET' });
    const [own] = (Array.isArray(org) ? org : []) as ObjectRecord[];
    return { account: String(own?.company_name ?? 'Zoho CRM') };
  },
});
