import { cliMessages } from '@raccord/contract/messages/cli';
import { describe, expect, it } from 'vitest';
import { readCliSettings } from '../env.ts';
import { parseCsv } from './csv.ts';
import { judge } from './doctor/check-storage.ts';
import { parseRecords } from './input-records.ts';
import { tableLines } from './output/table.ts';
import { duration } from './output/times.ts';
import { portions } from './run-on-server.ts';
import { listenForStop } from './stop-signals.ts';

describe('parseCsv', () => {
  it.each([
    ['a,b\n1,2\n', [{ a: '1', b: '2' }]],
    ['a;b\r\n"1,5";"say ""hi"""\r\n\r\n', [{ a: '1,5', b: 'say "hi"' }]],
    ['a\tb\n"two\nlines"\t\n', [{ a: 'two\nlines', b: '' }]],
    ['a,b\n', []],
    ['', []],
  ])('%j', (text, rows) => expect(parseCsv('f.csv', text)).toEqual(rows));

  it.each([
    ['a,b\n1\n', 2],
    ['a,a\n1,2\n', 1],
    ['a,b\n"x\ny",1\n1,2,3\n', 4],
    ['a,b\n"open,1\n', 2],
  ])('%j is refused with its line', (text, line) => {
    expect(() => parseCsv('f.csv', text)).toThrow(
      expect.objectContaining({ code: 'cli.badCsv', params: expect.objectContaining({ line }) }),
    );
  });
});

describe('parseRecords', () => {
  it.each([
    ['a.json', '{"n":1}', [{ n: 1 }]],
    ['a.json', '\uFEFF[{"n":1},{"n":2}]', [{ n: 1 }, { n: 2 }]],
    ['a.jsonl', '{"n":1}\n\n{"n":2}\n', [{ n: 1 }, { n: 2 }]],
    ['-', '{"n":1}\n{"n":2}\n', [{ n: 1 }, { n: 2 }]],
    ['-', '{\n"n":1}\n', [{ n: 1 }]],
  ])('%s %j', (path, text, records) => expect(parseRecords(path, text)).toEqual(records));

  it('names the line that is not JSON', () => {
    expect(() => parseRecords('a.jsonl', '{}\n{')).toThrow(
      expect.objectContaining({ code: 'cli.badLine', params: expect.objectContaining({ line: 2 }) }),
    );
  });
});

it('cuts records into portions by count and by bytes, in order', () => {
  expect(portions([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
  expect(portions(['aaaa', 'bbbb', 'c'], 10, 12)).toEqual([['aaaa'], ['bbbb', 'c']]);
  expect(portions([])).toEqual([]);
});

it('aligns tables with accents, emojis and colours', () => {
  expect(
    tableLines(
      ['A', 'B'],
      [
        ['é', 'x'],
        ['🎉🎉', 'y'],
        ['\u001b[31mred\u001b[39m', 'z'],
      ],
    ),
  ).toEqual(['A     B', 'é     x', '🎉🎉  y', '\u001b[31mred\u001b[39m   z']);
});

it('says durations in both languages', () => {
  expect([duration(340, 'en'), duration(2_500, 'en'), duration(2_500, 'fr'), duration(180_000, 'fr')]).toEqual([
    '340 ms',
    '2.5 s',
    '2,5 s',
    '3 min',
  ]);
});

it('hears a signal that comes twice within a second once; later ones mean at once', async () => {
  let time = 0;
  let atOnce = 0;
  const signals = listenForStop(
    () => {
      atOnce += 1;
    },
    () => time,
  );
  // Not a real signal: vitest's own handlers must not hear it.
  const hear = process.listeners('SIGHUP').at(-1)!;
  hear('SIGHUP');
  await signals.asked;
  time = 900;
  hear('SIGHUP');
  expect(atOnce).toBe(0);
  time = 1_000;
  hear('SIGHUP');
  expect(atOnce).toBe(1);
  signals.end();
  expect(process.listeners('SIGHUP')).not.toContain(hear);
});

it.each([
  [{ LC_ALL: 'fr_FR.UTF-8', LANG: 'en_GB' }, 'fr'],
  [{ LC_ALL: '', LC_MESSAGES: 'fr', LANG: 'en_GB' }, 'fr'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{}, 'en'],
])('the language of %j is %s', (env, language) => expect(readCliSettings(env).language).toBe(language));

describe('what the database’s answers mean', () => {
  const fine = {
    version: '18.4',
    pending: [],
    unknown: [],
    skewMs: 3,
    work: { aliveWorkers: 1, stuckBatches: 0, crashedBatches: 0, openFailures: 0 },
  };
  const statuses = (change: object, runs = true) =>
    Object.fromEntries(judge({ ...fine, ...change }, 'db', runs).map(({ check, status }) => [check, status]));

  it('all is well', () => expect(new Set(Object.values(statuses({})))).toEqual(new Set(['ok'])));
  it.each<[object, boolean, object]>([
    [{ pending: ['0009-x'] }, true, { migrations: 'fail' }],
    [{ pending: ['0009-x'] }, false, { migrations: 'warn' }],
    [{ unknown: ['0099-new'] }, false, { migrations: 'fail' }],
    [{ skewMs: -2_500 }, true, { clock: 'fail' }],
    [{ skewMs: 900 }, true, { clock: 'warn' }],
    [{ work: { ...fine.work, aliveWorkers: 0 } }, true, { workers: 'fail' }],
    [{ work: { ...fine.work, aliveWorkers: 0 } }, false, { workers: 'warn' }],
    [{ work: { ...fine.work, stuckBatches: 2 } }, true, { batches: 'warn' }],
    [{ work: { ...fine.work, openFailures: 2 } }, true, { inbox: 'warn' }],
  ])('%j, server running %s', (change, runs, expected) => expect(statuses(change, runs)).toMatchObject(expected));
});

it('every sentence says the same in both languages', () => {
  const places = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  const wrong = Object.entries(cliMessages).filter(
    ([, { en, fr }]) => places(en).join() !== places(fr).join() || /'/.test(fr),
  );
  expect(wrong).toEqual([]);
});
