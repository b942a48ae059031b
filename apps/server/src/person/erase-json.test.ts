import { describe, expect, it } from 'vitest';
import { ERASED, erasePayload, eraseShape, eraseStrings, eraseTest } from './erase-json.ts';
import { subjectOf } from './subject.ts';

const ana = subjectOf('Ana.Ruiz@Example.com')!;
const gone = { erased: ERASED };

describe('whom it is about', () => {
  it.each([
    ['to: ANA.RUIZ@EXAMPLE.COM.', true],
    ['Ana <ana.ruiz@example.com>', true],
    ['ana.ruiz@example.com.mx', false],
    ['diana.ruiz@example.com', false],
    ['bonana.ruiz@example.com', false],
    ['ana.ruiz+shop@example.com', false],
  ])('“%s”: %s', (text, expected) => expect(ana.in(text)).toBe(expected));

  it.each([
    ['CUS-2041', 'see cus-2041, please', true],
    ['CUS-2041', 'CUS-20415', false],
    ['2041', '12041', false],
  ])('%s in “%s”: %s', (typed, text, expected) => expect(subjectOf(typed)!.in(text)).toBe(expected));

  it('what could be anybody is nobody', () => {
    for (const typed of ['', 'a@b', '123', 'paid', 'two words 1', 'x'.repeat(300)])
      expect(subjectOf(typed)).toBeUndefined();
  });

  it('what PostgreSQL looks for is plain, whatever the letters', () => {
    expect(subjectOf('Élodie@exemple.fr')!.plain).toBe('lodie@exemple.fr');
  });
});

it('of data about one person nothing stays', () => {
  const order = { id: 7, customer: { email: 'ana.ruiz@example.com' }, address: { street: 'Rue 1' } };
  expect(erasePayload(order, ana)).toEqual({ left: gone, taken: [order], whole: true });
  expect(erasePayload({ id: 8 }, ana)).toEqual({ left: { id: 8 }, taken: [], whole: false });
});

it('of a list of several, the others stay', () => {
  const [hers, other] = [{ mail: 'ana.ruiz@example.com', name: 'Ana' }, { mail: 'bob@example.com' }];
  expect(erasePayload({ page: 1, items: [hers, other] }, ana)).toEqual({
    left: { page: 1, items: [gone, other] },
    taken: [hers],
    whole: false,
  });
  expect(erasePayload({ data: { items: [hers, other] } }, ana).left).toEqual({ data: { items: [gone, other] } });
  expect(erasePayload([hers], ana)).toMatchObject({ whole: true });
});

it('texts and names of fields that name the subject go, what is around them stays', () => {
  const said = { code: 'x.y', params: { at: 'to ana.ruiz@example.com', 'ana.ruiz@example.com': { age: 3 } } };
  const { left } = eraseStrings(said, ana);
  expect(JSON.stringify(left)).not.toContain('example.com');
  expect(left).toMatchObject({ code: 'x.y', params: { at: ERASED } });
});

it('a sample keeps its shape, a test stays a test', () => {
  expect(eraseShape({ mail: 'ana.ruiz@example.com', name: 'Ana', age: 30, vip: true }, ana).left).toEqual({
    mail: ERASED,
    name: ERASED,
    age: 0,
    vip: true,
  });
  const test = {
    name: 'For ana.ruiz@example.com',
    records: [{ body: { mail: 'ana.ruiz@example.com', name: 'Ana' } }, { body: { mail: 'bob@example.com' } }],
    expect: { records: [{ state: 'succeeded', answer: { mail: 'ana.ruiz@example.com' } }] },
  };
  expect(eraseTest(test, ana).left).toEqual({
    name: ERASED,
    records: [{ body: { mail: ERASED, name: ERASED } }, { body: { mail: 'bob@example.com' } }],
    expect: { records: [{ state: 'succeeded', answer: { mail: ERASED } }] },
  });
});
