import { defineAction } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { crm, infoOf, rowsOf } from '../client.ts';

export const queryRecords = defineAction({
  id: 'query-records',
  version: 1,
  title: { en: 'Query the CRM (COQL)', fr: 'Interroger le CRM (COQL)' },
  description: {
    en: 'Gives the rows of a COQL query, up to 2,000 at once. Reads the records themselves, so that what was just written is there.',
    fr: 'Donne les lignes d’une requête COQL, 2 000 à la fois au plus. Lit les fiches elles-mêmes : ce qui vient d’être écrit y est.',
  },
  input: Type.Object(
    {
      select_query: Type.String({
        minLength: 1,
        maxLength: 10_000,
        pattern: '^\\s*[Ss][Ee][Ll][Ee][Cc][Tt]\\s',
        ...told(
          'Query',
          "e.g. `select Last_Name, Email from Contacts where (Email is not null) and (Account_Name.Industry = 'Software') limit 0, 200`. Double a quote inside a value.",
          'Requête',
          "p. ex. `select Last_Name, Email from Contacts where (Email is not null) and (Account_Name.Industry = 'Software') limit 0, 200`. Doublez une apostrophe dans une valeur.",
        ),
      }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ records: Type.Array(Type.Record(Type.String(), Type.Unknown())), more: Type.Boolean() }),
  effect: 'read',
  scopes: ['ZohoCRM.coql.READ', 'ZohoCRM.modules.READ'],
  async run(context, { select_query }) {
    const answer = await crm(context, '/coql', { method: 'POST', reads: true, rate: 'heavy', json: { select_query } });
    return { records: rowsOf(answer), more: infoOf(answer).more_records === true };
  },
});
