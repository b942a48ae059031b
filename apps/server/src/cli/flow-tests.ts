import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  type ConnectorRegistry,
  describeProblem,
  Failure,
  type FailureData,
  type FlowDocument,
  fill,
  messages,
  type Problem,
} from '@raccord/contract';
import { checkFlow } from '@raccord/runtime/flow/check-flow';
import { readFlowTest } from '@raccord/runtime/testing/read-flow-test';
import { runFlowTest, type TestDifference } from '@raccord/runtime/testing/run-flow-test';
import { readFlowFile } from './flow-files.ts';
import type { Terminal } from './output/terminal.ts';
import { isFile, isFolder } from './paths.ts';
import { readJsonFile } from './read-file.ts';

/** A test file and the flow it is for. */
export type TestPlace = { file: string; flowFile: string };
export type JudgedTest = { file: string; flow: string; name: string; passed: boolean; messages: string[] };

/**
 * The tests that paths name: a test file (`flows/<id>/tests/<name>.json`), a flow (its file or its folder), or a folder of flows.
 * @throws Failure `cli.fileUnreadable`, `cli.noTests`
 */
export async function findFlowTests(paths: readonly string[]): Promise<TestPlace[]> {
  const places: TestPlace[] = [];
  for (const path of paths) {
    const before = places.length;
    if (!(await isFolder(path))) {
      const folder = dirname(path);
      if (basename(folder) === 'tests') places.push({ file: path, flowFile: join(folder, '..', 'flow.json') });
      else places.push(...(await testsBeside(path)));
    } else if (await isFile(join(path, 'flow.json'))) places.push(...(await testsBeside(join(path, 'flow.json'))));
    else
      for (const entry of (await readdir(path, { withFileTypes: true })).sort((a, b) => a.name.localeCompare(b.name)))
        if (entry.isDirectory()) places.push(...(await testsBeside(join(path, entry.name, 'flow.json'))));
    if (places.length === before) throw new Failure('input', 'cli.noTests', { path });
  }
  return places;
}

/** Those of the flow whose file this is. */
export async function testsBeside(flowFile: string): Promise<TestPlace[]> {
  if (!(await isFile(flowFile))) return [];
  const folder = join(dirname(flowFile), 'tests');
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ file: join(folder, name), flowFile }));
}

/** Runs one test. What cannot be read or does not compile fails the test and not the whole command. */
export async function judgeTest(
  place: TestPlace,
  registry: ConnectorRegistry,
  terminal: Terminal,
): Promise<JudgedTest> {
  const { file } = place;
  const unread = { file, flow: '', name: basename(file, '.json'), passed: false };
  try {
    const flow = await readGoodFlow(place.flowFile, registry, terminal);
    if (!flow.ok) return { ...unread, messages: flow.messages };
    const read = readFlowTest(await readJsonFile(file));
    if (!read.ok) return { ...unread, flow: flow.flow.id, messages: mistakes(read.problems, terminal) };
    const { test } = read;
    const { differences } = await runFlowTest(flow.flow, test, registry);
    return {
      file,
      flow: flow.flow.id,
      name: test.name,
      passed: differences.length === 0,
      messages: differences.map((difference) => describeDifference(difference, terminal)),
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ...unread, messages: [terminal.describe(error.toData())] };
  }
}

const mistakes = (problems: readonly Problem[], terminal: Terminal) =>
  problems.map((each) => describeProblem(each, terminal.language));

async function readGoodFlow(
  file: string,
  registry: ConnectorRegistry,
  terminal: Terminal,
): Promise<{ ok: true; flow: FlowDocument } | { ok: false; messages: string[] }> {
  const read = await readFlowFile(file);
  const problems = read.ok ? checkFlow(read.flow, { registry }) : read.problems;
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (read.ok && errors.length === 0) return { ok: true, flow: read.flow };
  return { ok: false, messages: mistakes(errors, terminal) };
}

function describeDifference({ code, params }: TestDifference, terminal: Terminal): string {
  const sentence = (messages as Record<string, { en: string; fr: string }>)[code];
  const { failure, ...others } = params as { failure?: FailureData };
  const why = failure === undefined ? {} : { failure: terminal.describe(failure) };
  return fill(sentence?.[terminal.language] ?? code, { ...others, ...why });
}
