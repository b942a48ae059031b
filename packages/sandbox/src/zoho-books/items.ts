import { type BooksCall, type BooksRoutes, done, type Fields, found } from './call.ts';
import { documentByUnique, readCustomFields } from './custom-fields.ts';
import type { Item } from './documents.ts';
import { alreadyExists, doesNotExist, invalidValue } from './errors.ts';
import { numberField, textField } from './fields.ts';
import { listPage, textFilter } from './lists.ts';
import { toCents } from './money.ts';
import type { BooksState } from './state.ts';

const list = { resource: 'items', sortable: ['name', 'rate', 'tax_name', 'created_time'], show: (item: Item) => item };

export function itemRoutes(route: BooksRoutes): void {
  route('POST', '/items', (call) => create(call));
  route('PUT', '/items', (call) => {
    const id = documentByUnique(call, 'item', 'Item');
    return id === undefined ? create(call) : update(call, id);
  });
  route('GET', '/items', ({ world, query }) => {
    const texts = textFilter(query, ['name', 'sku', 'description']);
    return listPage(list, query, [...world.books.items.newestFirst()].filter(texts));
  });
  route('GET', '/items/:id', ({ world, id }) => found('item', itemById(world.books, id)));
  route('PUT', '/items/:id', (call) => update(call, call.id));
  route('DELETE', '/items/:id', ({ world, id, effect }) => {
    const item = itemById(world.books, id);
    world.books.items.remove(id);
    world.books.indexUnique('item', id, item.custom_fields, []);
    effect('items.delete', id);
    return done('The item has been deleted.');
  });
}

export function itemById(state: BooksState, id: string): Item {
  return state.items.get(id) ?? doesNotExist('Item');
}

function create(call: BooksCall) {
  const { world, fields, time, effect } = call;
  for (const name of ['name', 'rate']) if (fields[name] === undefined) invalidValue(name);
  const item: Item = {
    item_id: world.books.nextId(),
    name: '',
    sku: '',
    status: 'active',
    description: '',
    rate: 0,
    unit: '',
    tax_id: '',
    tax_name: '',
    tax_percentage: 0,
    product_type: 'goods',
    custom_fields: [],
    created_time: time,
    last_modified_time: time,
  };
  const made = world.books.items.insert(withFields(world.books, item, fields));
  world.books.indexUnique('item', made.item_id, [], made.custom_fields);
  effect('items.create', made.item_id);
  return found('item', made, 'The item has been added.', 201);
}

function update({ world, fields, time, effect }: BooksCall, id: string) {
  const before = itemById(world.books, id);
  const after = world.books.items.replace(withFields(world.books, { ...before, last_modified_time: time }, fields));
  world.books.indexUnique('item', id, before.custom_fields, after.custom_fields);
  effect('items.update', id);
  return found('item', after, 'Item details have been saved.');
}

function withFields(state: BooksState, item: Item, fields: Fields): Item {
  const name = textField(fields, 'name', item.name, 100);
  if (name === '') invalidValue('name');
  const namesake = state.items.one('name', name.toLowerCase());
  if (namesake !== undefined && namesake.item_id !== item.item_id) alreadyExists('item', name);
  const taxId = textField(fields, 'tax_id', item.tax_id);
  const tax =
    taxId === '' ? undefined : (state.taxes.find((known) => known.tax_id === taxId) ?? invalidValue('tax_id'));
  return {
    ...item,
    name,
    sku: textField(fields, 'sku', item.sku, 100),
    description: textField(fields, 'description', item.description, 2_000),
    rate: toCents(numberField(fields, 'rate', item.rate)),
    unit: textField(fields, 'unit', item.unit, 100),
    product_type: textField(fields, 'product_type', item.product_type),
    tax_id: taxId,
    tax_name: tax?.tax_name ?? '',
    tax_percentage: tax?.tax_percentage ?? 0,
    custom_fields: readCustomFields(state, 'item', item.item_id, fields, item.custom_fields),
  };
}
