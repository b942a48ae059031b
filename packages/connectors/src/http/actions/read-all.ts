import { defineAction, Failure } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { type Position, pagingFields } from '../paging.ts';
import { readPage } from '../read-page.ts';
import { addressFields, hostIn } from '../request-fields.ts';

/** What one record can hold. */
const MOST_BYTES = 10 * 1_048_576;
const MOST_PAGES = 200;

const input = Type.Object(
  {
    ...addressFields,
    ...pagingFields,
    most: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_000,
        default: 1_000,
        ...told(
          'At most',
          'Items to read. If there are more, `complete` is false.',
          'Au plus',
          'Éléments à lire. S’il y en a davantage, `complete` vaut faux.',
        ),
      }),
    ),
  },
  { additionalProperties: false },
);

export const readAll = defineAction({
  id: 'read-all',
  version: 1,
  title: { en: 'Read a list', fr: 'Lire une liste' },
  description: {
    en: 'Reads a list page by page and gives its items together; for a long one, use the trigger or a split behind smaller readings.',
    fr: 'Lit une liste page par page et en donne les éléments ensemble ; pour une longue liste, préférez le déclencheur.',
  },
  input,
  output: Type.Object({
    items: Type.Array(Type.Unknown()),
    count: Type.Integer(),
    complete: Type.Boolean({ description: 'Whether the list was read to its end.' }),
  }),
  effect: 'read',
  async run(context, asked) {
    const most = asked.most ?? 1_000;
    const items: unknown[] = [];
    let at: Position | undefined;
    let bytes = 0;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page = await readPage(context, asked, at);
      items.push(...page.items);
      bytes += page.bytes;
      if (bytes > MOST_BYTES)
        throw new Failure('tooLarge', 'http.answerTooLarge', { host: hostIn(asked.url), limit: MOST_BYTES });
      if (items.length > most) return { items: items.slice(0, most), count: most, complete: false };
      if (page.next === undefined) return { items, count: items.length, complete: true };
      if (items.length === most) break;
      at = page.next;
    }
    return { items, count: items.length, complete: false };
  },
});
