import { Failure, type ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { crm, rowsOf } from '../client.ts';
import { CrmRecord, id, module, RecordPlace, trigger } from '../schemas.ts';
import { recordChanges } from './record-changes.ts';
import { recordChannel } from './record-channel.ts';
import { discoverFields } from './record-fields.ts';
import { createdBefore } from './record-lookback.ts';
import { findByField } from './record-lookup.ts';
import { removeMany, removeOne } from './record-removals.ts';
import { writeMany, writeOne } from './record-writes.ts';

const MOST = 100;
/** The module's fields stand beside these, under their own names. */
const open = { additionalProperties: true };
const strict = { additionalProperties: false };

const find = defineOperation({
  description: {
    en: 'Gives the record of a module that has this value in a field, the one changed last if there are several, or an empty object. What was written a moment ago is found, too.',
    fr: 'Donne la fiche d’un module qui a cette valeur dans un champ, la dernière modifiée s’il y en a plusieurs, ou un objet vide. Ce qui vient d’être écrit est trouvé aussi.',
  },
  input: Type.Object(
    {
      module,
      field: Type.String({
        pattern: '^[A-Za-z]\\w{0,99}$',
        choices: 'fields',
        ...told('Field', 'Its API name, e.g. `Email`.', 'Champ', 'Son nom d’API, p. ex. `Email`.'),
      }),
      value: Type.Union([Type.String({ minLength: 1 }), Type.Number(), Type.Boolean()], {
        ...told(
          'Value',
          'The whole value; case does not count.',
          'Valeur',
          'La valeur entière ; la casse ne compte pas.',
        ),
      }),
    },
    strict,
  ),
  effect: 'read',
  scopes: ['ZohoCRM.coql.READ', 'ZohoCRM.modules.READ'],
  run: async (context, input) => (await findByField(context, input)) ?? {},
});

const get = defineOperation({
  description: { en: 'Gives a record with all its fields.', fr: 'Donne une fiche avec tous ses champs.' },
  input: Type.Object({ module, id }, strict),
  effect: 'read',
  scopes: ['ZohoCRM.modules.READ'],
  async run(context, input) {
    const [row] = rowsOf(await crm(context, `/${input.module}/${input.id}`, { method: 'GET' }));
    if (row !== undefined) return row;
    const params = { from: 'Zoho CRM', status: 204, message: `${input.module} ${input.id}` };
    throw new Failure('missing', 'http.notFound', params);
  },
});

const create = defineOperation({
  description: {
    en: 'Creates a record in any module, with its own fields. After a broken call it is recognised and not created twice: by the key field of the connection, else by what was sent.',
    fr: 'Crée une fiche dans n’importe quel module, avec ses propres champs. Après un appel interrompu, elle est reconnue et n’est pas créée deux fois : au champ clé de la connexion, sinon à ce qui a été envoyé.',
  },
  input: Type.Object({ module, trigger }, open),
  effect: 'readback',
  scopes: ['ZohoCRM.modules.CREATE', 'ZohoCRM.modules.READ', 'ZohoCRM.settings.fields.READ'],
  run: (context, input) => writeOne(context, 'create', input),
  readback: (context, input) => createdBefore(context, input),
  bulk: { max: MOST, run: (context, items) => writeMany(context, 'create', items) },
});

const update = defineOperation({
  description: {
    en: 'Changes the fields you fill in and leaves the others as they are.',
    fr: 'Modifie les champs que vous remplissez et laisse les autres tels quels.',
  },
  input: Type.Object(
    {
      module,
      id,
      Modified_Time: Type.Optional(
        Type.String({
          pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}',
          ...told(
            'Last change as it was read',
            'If the record was changed since, nothing is written and the record fails.',
            'Dernière modification lue',
            'Si la fiche a changé depuis, rien n’est écrit et l’enregistrement échoue.',
          ),
        }),
      ),
      trigger,
    },
    open,
  ),
  effect: 'upsert',
  scopes: ['ZohoCRM.modules.UPDATE'],
  run: (context, input) => writeOne(context, 'update', input),
  bulk: { max: MOST, run: (context, items) => writeMany(context, 'update', items) },
});

const upsert = defineOperation({
  description: {
    en: 'Updates the record that has the same value in a duplicate-check field, else creates it. The safest way to write, however often it runs.',
    fr: 'Modifie la fiche qui a la même valeur dans un champ de contrôle des doublons, sinon la crée. La manière d’écrire la plus sûre, même répétée.',
  },
  input: Type.Object(
    {
      module,
      duplicate_check_fields: Type.Optional(
        Type.Array(Type.String({ pattern: '^[A-Za-z]\\w{0,99}$' }), {
          choices: 'duplicateCheckFields',
          maxItems: 10,
          ...told(
            'Duplicate-check fields',
            'API names of unique fields by which the record is recognised; the module’s own (for people the e-mail) when empty.',
            'Champs de contrôle des doublons',
            'Noms d’API de champs uniques auxquels la fiche est reconnue ; celui du module (l’e-mail pour les personnes) si vide.',
          ),
        }),
      ),
      trigger,
    },
    open,
  ),
  effect: 'upsert',
  scopes: ['ZohoCRM.modules.CREATE', 'ZohoCRM.modules.UPDATE'],
  run: (context, input) => writeOne(context, 'upsert', input),
  bulk: { max: MOST, run: (context, items) => writeMany(context, 'upsert', items) },
});

const remove = defineOperation({
  description: {
    en: 'Moves a record to the recycle bin. One that is gone already is no failure.',
    fr: 'Met une fiche à la corbeille. Si elle n’y est déjà plus, ce n’est pas un échec.',
  },
  input: Type.Object({ module, id, trigger }, strict),
  effect: 'upsert',
  scopes: ['ZohoCRM.modules.DELETE', 'ZohoCRM.modules.READ'],
  run: removeOne,
  bulk: { max: MOST, run: removeMany },
});

/** A record of any module. Zoho tells who was merged away only by its deletion, and nowhere into whom. */
export const record = defineObject({
  id: 'record',
  title: { en: 'CRM record', fr: 'Fiche du CRM' },
  one: { en: 'a CRM record', fr: 'une fiche du CRM' },
  place: RecordPlace,
  schema: CrmRecord,
  fields: discoverFields,
  sample: {
    id: '4150868000004861001',
    Owner: { id: '4150868000000225013', name: 'Camille Martin', email: 'camille@raccord.example' },
    Created_Time: '2026-11-20T09:12:40+01:00',
    Modified_Time: '2026-11-20T10:02:45+01:00',
    Email: 'elodie@petitspains.example',
    Tag: [],
  } satisfies ObjectRecord,
  identity: {
    id: 'id',
    createdAt: 'Created_Time',
    modifiedAt: 'Modified_Time',
    modifiedBy: 'Modified_By',
    version: 'Modified_Time',
    match: ['Email'],
  },
  normal: {
    Email: 'email',
    Phone: 'phone',
    Mobile: 'phone',
    Created_Time: 'moment',
    Modified_Time: 'moment',
  },
  operations: {
    list: {
      reports: ['created', 'updated', 'deleted'],
      page: recordChanges,
      every: '5m',
      webhook: recordChannel,
      scopes: ['ZohoCRM.modules.READ', 'ZohoCRM.settings.fields.READ', 'ZohoCRM.notifications.ALL'],
    },
    find,
    get,
    create,
    update,
    upsert,
    remove,
  },
});
