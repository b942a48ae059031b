import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileRef } from '@raccord/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFolders } from '../shared/folders/open-folders.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { actionContext } from '../testing/tiny-server.ts';
import { files } from './index.ts';

const store = memoryFiles();
const context = () => actionContext(files, { credentials: {}, settings: {} }, { files: store });
const read = async (name: string, content: string | Uint8Array, more: object = {}) => {
  const file = await store.put({ name, type: 'text/csv', content: Buffer.from(content as string) });
  return (await files.actions['read-file']!.run(context(), { file, ...more })) as {
    rows: object[];
    next: number | null;
  };
};
const write = async (input: object): Promise<Buffer> => {
  const made = (await files.actions['write-file']!.run(context(), { name: 'a.csv', ...input })) as { file: FileRef };
  return Buffer.from(await store.get(made.file));
};

describe('reading', () => {
  it.each([
    ['RFC 4180', 'a,b\r\n1,"x, ""y""\nz"\r\n', [{ a: '1', b: 'x, "y"\nz' }]],
    ['semicolons, a comma in the numbers', 'nom;montant\n"Été";"1,5"\n', [{ nom: 'Été', montant: '1,5' }]],
    ['a mark and an empty line', '\uFEFFa\tb\n\n1\t2', [{ a: '1', b: '2' }]],
    ['nothing', '', []],
    ['names only', 'a,b\n', []],
  ])('%s', async (_what, text, rows) => {
    expect(await read('a.csv', text)).toMatchObject({ rows, next: null });
  });

  it('Windows-1252 as French Excel writes it, and UTF-16', async () => {
    const excel = Buffer.from([...Buffer.from('pr\xe9nom;prix\r\n\xc9lodie;12 \x80\r\n', 'latin1')]);
    expect(await read('a.csv', excel)).toMatchObject({ rows: [{ prénom: 'Élodie', prix: '12 €' }] });
    expect(await read('a.csv', Buffer.from('\uFEFFé;b\n1;2', 'utf16le'))).toMatchObject({ rows: [{ é: '1', b: '2' }] });
    expect(await read('a.csv', Buffer.from('a\n\xe9', 'latin1'), { encoding: 'utf-8' })).toMatchObject({
      rows: [{ a: '\uFFFD' }],
    });
  });

  it('a page at a time, to the end', async () => {
    const text = `n\n${Array.from({ length: 25 }, (_, n) => n).join('\n')}\n`;
    const seen: object[] = [];
    let pages = 0;
    for (let offset: number | null = 0; offset !== null; pages++) {
      const page = await read('a.csv', text, { offset, limit: 10 });
      seen.push(...page.rows);
      offset = page.next;
    }
    expect([seen.length, seen.at(-1), pages]).toEqual([25, { n: '24' }, 3]);
  });

  it('JSON Lines', async () => {
    const page = await read('a.jsonl', '{"a":1}\n\n{"a":[2]}\n{"a":3}\n', { limit: 2 });
    expect(page).toMatchObject({ rows: [{ a: 1 }, { a: [2] }], next: 2, columns: ['a'] });
    expect(await read('a.txt', '{"a":1}', { format: 'jsonl' })).toMatchObject({ rows: [{ a: 1 }] });
  });

  it.each([
    ['too few values', 'a.csv', 'a,b\n1,2\n3\n', { code: 'tables.badCsv', params: { line: 3 } }],
    ['a name twice', 'a.csv', 'a,a\n1,2\n', { code: 'tables.badCsv', params: { line: 1 } }],
    ['an open quote', 'a.csv', 'a,b\n"1,2\n', { code: 'tables.badCsv', params: { line: 2 } }],
    ['a line that is no object', 'a.jsonl', '{"a":1}\n[1]\n', { code: 'tables.badJsonLine', params: { line: 2 } }],
    ['a line that aims at a prototype', 'a.jsonl', '{"__proto__":{"x":1}}', { code: 'tables.badJsonLine' }],
    ['a name that does', 'a.csv', '__proto__\n1\n', { code: 'tables.badCsv' }],
  ])('refuses %s, with its line', async (_what, name, text, failure) => {
    await expect(read(name, text)).rejects.toMatchObject({ kind: 'input', ...failure });
  });

  it('refuses a page that no record can hold, and a file that is gone', async () => {
    const large = read('a.csv', `a\n${'x'.repeat(9 * 1_048_576)}\n`);
    await expect(large).rejects.toMatchObject({ kind: 'tooLarge', code: 'tables.pageTooLarge' });
    const gone = { file: 'file-999', name: 'a.csv', type: 'text/csv', size: 1 };
    await expect(files.actions['read-file']!.run(context(), { file: gone })).rejects.toMatchObject({
      code: 'files.gone',
    });
  });
});

describe('writing', () => {
  const rows = [
    { nom: 'Été; "été"', n: -1.5 },
    { nom: null, more: { a: [1] } },
  ];

  it('makes CSV that reads back, and JSON Lines', async () => {
    const text = await write({ rows, separator: ';' });
    expect(text.toString()).toBe('nom;n;more\r\n"Été; ""été""";-1.5;\r\n;;"{""a"":[1]}"\r\n');
    expect(await read('a.csv', text)).toMatchObject({
      rows: [{ nom: 'Été; "été"', n: '-1.5' }, { more: '{"a":[1]}' }],
    });
    expect((await write({ rows, format: 'jsonl', columns: ['n'] })).toString()).toBe('{"n":-1.5}\n{"n":null}\n');
    expect((await write({ rows, columns: ['n'] })).toString()).toBe('n\r\n-1.5\r\n\r\n');
  });

  it('neutralises what a spreadsheet would run, unless told not to; signed numbers stay numbers', async () => {
    const bad = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '＝1', '-12,50', '+33'].map((a) => ({ a }));
    const cells = (text: Buffer) => text.toString().trimEnd().split('\r\n').slice(1);
    expect(cells(await write({ rows: bad }))).toEqual([
      "'=1+1",
      "'+cmd",
      "'-2+3",
      "'@SUM(A1)",
      "'\t=1",
      "'＝1",
      '"-12,50"',
      '+33',
    ]);
    expect(cells(await write({ rows: bad, safeFormulas: false }))[0]).toBe('=1+1');
    expect((await write({ rows: [{ '=a': 1 }] })).toString()).toBe("'=a\r\n1\r\n");
  });

  it('encodes, and refuses what an encoding does not have', async () => {
    expect((await write({ rows: [{ a: 'é€' }], encoding: 'windows-1252' })).toString('latin1')).toBe(
      'a\r\n\xe9\x80\r\n',
    );
    expect((await write({ rows: [{ a: 1 }], encoding: 'utf-8-bom' })).subarray(0, 3)).toEqual(
      Buffer.from([0xef, 0xbb, 0xbf]),
    );
    const refused = write({ rows: [{ a: '🎉' }], encoding: 'windows-1252' });
    await expect(refused).rejects.toMatchObject({ kind: 'input', code: 'tables.cannotEncode', params: { sign: '🎉' } });
  });
});

describe('a watched folder', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'raccord-folders-'));
    await mkdir(join(root, 'in'));
  });
  afterAll(() => rm(root, { recursive: true }));
  const poll = (cursor: unknown, config: object = {}, now = Date.now()) =>
    files.triggers['file-appeared']!.poll!.page(
      { ...context(), folders: openFolders({ in: join(root, 'in') }) },
      { folder: 'in', ...config },
      cursor,
      { overlapMs: 0, now },
    );
  const put = async (name: string, content: string, agoMs = 60_000) => {
    const at = new Date(Date.now() - agoMs);
    await writeFile(join(root, 'in', name), content);
    await utimes(join(root, 'in', name), at, at);
  };
  const names = (page: Awaited<ReturnType<typeof poll>>) =>
    page.items.map(({ data }) => (data as { name: string }).name);

  it('gives each new or changed file once, when nobody writes to it any more', async () => {
    await put('old.csv', 'a\n1');
    const first = await poll(null);
    expect(first.items).toEqual([]);
    await put('new.csv', 'a\n2', 50_000);
    await put('other.txt', 'x', 40_000);
    await put('growing.csv', 'a', 1_000);
    const second = await poll(first.cursor, { pattern: '*.CSV' });
    expect(names(second)).toEqual(['new.csv']);
    const { file } = second.items[0]!.data as { file: FileRef };
    expect(Buffer.from(await store.get(file)).toString()).toBe('a\n2');
    expect(names(await poll(second.cursor, { pattern: '*.csv' }))).toEqual([]);
    await put('new.csv', 'a\n3', 30_000);
    expect(names(await poll(second.cursor, { pattern: '*.csv' }, Date.now() + 10_000))).toEqual([
      'new.csv',
      'growing.csv',
    ]);
  });

  it('leads nowhere else', async () => {
    await writeFile(join(root, 'secret.csv'), 'secret');
    const before = await poll(null);
    await symlink(join(root, 'secret.csv'), join(root, 'in', 'link.csv'));
    await put('.hidden.csv', 'x');
    expect(names(await poll(before.cursor))).toEqual([]);
    const folders = openFolders({ in: join(root, 'in') });
    for (const name of ['../secret.csv', 'link.csv', '/etc/passwd', '', '..', '.hidden.csv', 'gone.csv'])
      await expect(folders.read('in', name)).rejects.toMatchObject({ kind: 'missing', code: 'folders.noFile' });
    await expect(poll(null, { folder: '/etc' })).rejects.toMatchObject({ kind: 'config', code: 'folders.notOpen' });
    const lost = openFolders({ lost: join(root, 'nowhere') }).list('lost');
    await expect(lost).rejects.toMatchObject({ kind: 'config', code: 'folders.unreadable' });
  });

  it('pages through many', async () => {
    const before = await poll(null);
    for (let n = 0; n < 25; n++) await put(`many-${n}.csv`, 'a', 20_000 + n * 10);
    const page = await poll(before.cursor);
    const rest = await poll(page.cursor);
    expect([page.items.length, page.more, rest.items.length, rest.more]).toEqual([20, true, 5, false]);
  });
});
