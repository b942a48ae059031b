import { defineAction, Failure } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { crm, infoOf, rowsOf } from '../client.ts';
import { CrmRecord, module } from '../schemas.ts';

const MOST = 2_000;
const PAGE = 200;
const text = (...words: Parameters<typeof told>) => Type.Optional(Type.String({ minLength: 1, ...told(...words) }));

export const searchRecords = defineAction({
  id: 'search-records',
  version: 1,
  title: { en: 'Search CRM records', fr: 'Rechercher des fiches du CRM' },
  description: {
    en: 'Gives the records that fit, newest first. The search learns of a write some moments late; to look one up by a value, use "Find a CRM record".',
    fr: 'Donne les fiches qui conviennent, les plus récentes d’abord. La recherche apprend une écriture avec un peu de retard ; pour une fiche précise, utilisez « Trouver une fiche du CRM ».',
  },
  input: Type.Object(
    {
      module,
      criteria: text(
        'Criteria',
        'As Zoho writes them: `((Last_Name:equals:Roy)and(City:equals:Lyon))`, ten at most.',
        'Critères',
        'Comme Zoho les écrit : `((Last_Name:equals:Roy)and(City:equals:Lyon))`, dix au plus.',
      ),
      email: text('E-mail', 'In any e-mail field.', 'E-mail', 'Dans n’importe quel champ e-mail.'),
      phone: text('Phone', 'In any telephone field.', 'Téléphone', 'Dans n’importe quel champ téléphone.'),
      word: Type.Optional(
        Type.String({
          minLength: 2,
          ...told(
            'Word',
            'In any field; two letters at least.',
            'Mot',
            'Dans n’importe quel champ ; deux lettres au moins.',
          ),
        }),
      ),
      limit: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: MOST,
          default: PAGE,
          ...told('At most', 'So many records; 2,000 at most.', 'Au plus', 'Tant de fiches ; 2 000 au plus.'),
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ records: Type.Array(CrmRecord), more: Type.Boolean() }),
  effect: 'read',
  scopes: ['ZohoCRM.modules.READ'],
  async run(context, { module: name, limit = PAGE, ...wanted }) {
    if (Object.keys(wanted).length !== 1) throw new Failure('config', 'zohoCrm.pickOneSearch');
    const records: Record<string, unknown>[] = [];
    for (let page = 1; records.length < limit; page++) {
      const query = { ...wanted, page, per_page: PAGE };
      const answer = await crm(context, `/${name}/search`, { method: 'GET', query });
      records.push(...rowsOf(answer));
      if (infoOf(answer).more_records !== true)
        return { records: records.slice(0, limit), more: records.length > limit } as never;
    }
    return { records: records.slice(0, limit), more: true } as never;
  },
});
