import { customFieldHash } from './custom-fields.ts';
import type { SalesDocument } from './documents.ts';
import { toCents } from './money.ts';
import type { SalesKind } from './sales-kinds.ts';

/** A document as a single read shows it. */
export function shown(kind: SalesKind, document: SalesDocument): object {
  const { id, number, party_id, party_name, used, own, ...rest } = document;
  return {
    [kind.idField]: id,
    [kind.numberField]: number,
    [`${kind.party}_id`]: party_id,
    [`${kind.party}_name`]: party_name,
    ...rest,
    ...own,
    ...(kind.balanceField === undefined ? {} : { [kind.balanceField]: left(document) }),
    custom_field_hash: customFieldHash(document.custom_fields),
  };
}

/** What has not been used or paid yet. */
export function left({ total, used, status }: SalesDocument): number {
  return status === 'void' ? 0 : toCents(total - used);
}
