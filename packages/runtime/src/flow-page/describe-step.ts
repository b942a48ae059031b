import type { ActionDefinition, FlowNode, NodeOf } from '@raccord/contract';
import { retryPolicy } from '../engine/retry-delay.ts';
import { actionOf, connectorOf } from '../flow/check-uses.ts';
import type { Description } from './describe-flow.ts';
import { duration, durationOf } from './durations.ts';
import { mappingTable, valueText } from './mapping-table.ts';
import { type Block, code, listed, paragraph, type Section, type Span, sentence, text, type Words } from './page.ts';

/** A step: what it does, what it is given, how it stays single, what follows. */
export function describeStep(d: Description, node: FlowNode): Section {
  const title = d.stepTitle(node.id);
  const note: Block[] =
    node.note === undefined
      ? []
      : [paragraph([text(`${d.words.note}${d.language === 'fr' ? ' ' : ''}: ${node.note}`)])];
  const follows = { label: d.words.leadsTo, words: whatFollows(d, node) };
  const rows = [...(node.kind === 'action' ? actionFacts(d, node) : []), follows];
  const mapping = mappingOf(d, node, title);
  return {
    id: `step-${node.id}`,
    title: `${title} (${node.id})`,
    blocks: [...whatItDoes(d, node), ...note, { kind: 'facts', rows }, ...(mapping === undefined ? [] : [mapping])],
  };
}

function whatItDoes(d: Description, node: FlowNode): Block[] {
  const { words: t } = d;
  const say = (words: string, params: Record<string, Span> = {}) => paragraph(sentence(words, params));
  switch (node.kind) {
    case 'trigger':
      return [];
    case 'action': {
      const action = actionOf(d.registry, node.uses);
      if (action === undefined) return [say(t.unknownUses, { uses: code(node.uses) })];
      return [paragraph([text(`${d.local(action.title)}. ${d.local(action.description)}`)])];
    }
    case 'map':
      return [say(t.map, { name: code(node.id) })];
    case 'filter':
      return [say(t.filter, { when: code(node.when) })];
    case 'branch': {
      const ways = node.cases.map(({ port, when }) => sentence(t.way, { port: code(port), when: code(when) }));
      const last =
        node.otherwise === undefined ? [text(t.noOtherwise)] : sentence(t.otherwise, { port: code(node.otherwise) });
      return [say(node.match === 'all' ? t.branchAll : t.branchFirst), { kind: 'list', items: [...ways, last] }];
    }
    case 'split': {
      const each = sentence(t.split, { items: code(node.items) });
      const key = node.key === undefined ? [] : [text(' '), ...sentence(t.splitKey, { key: code(node.key) })];
      return [paragraph([...each, ...key])];
    }
    case 'aggregate':
      return [say(node.of === 'run' ? t.aggregateRun : t.aggregateSplit)];
    case 'lookup': {
      const looks = sentence(t.lookup, { key: code(node.key), table: code(node.table) });
      const otherwise =
        node.otherwise === undefined
          ? [text(t.lookupFails)]
          : sentence(t.lookupElse, { otherwise: code(valueText(node.otherwise)) });
      return [paragraph([...looks, text(' '), ...otherwise])];
    }
    case 'wait':
      if (node.for !== undefined) return [say(t.waitFor, { time: text(duration(node.for, d.language)) })];
      return [node.until === undefined ? say(t.waitNothing) : say(t.waitUntil, { until: code(node.until) })];
    case 'approval':
      return [say(t.approval, { role: text(t.roles[node.decide ?? 'operator']) }), ...approvalWords(d, node)];
    case 'subflow':
      return [say(t.subflow, { flow: code(node.flow) })];
    case 'respond':
      return [say(t.respond, { status: text(String(node.status ?? 200)) })];
  }
}

function approvalWords({ words: t, language }: Description, node: NodeOf<'approval'>): Block[] {
  const { question, within, otherwise = 'stay', fields, remember } = node;
  const said: Words[] = [];
  if (question !== undefined && question !== '') said.push(sentence(t.approvalQuestion, { question: code(question) }));
  if (fields !== undefined) {
    const names = text(fields.map(({ name, title }) => title ?? name).join(', '));
    said.push(sentence(t.approvalFields, { fields: names }));
  }
  if (within !== undefined) said.push(sentence(t.approvalDue[otherwise], { time: text(duration(within, language)) }));
  if (remember !== undefined && remember !== '') said.push(sentence(t.approvalRemember, { key: code(remember) }));
  return said.length === 0 ? [] : [{ kind: 'list', items: said }];
}

function mappingOf(d: Description, node: FlowNode, title: string): Block | undefined {
  if (node.kind === 'aggregate') return mappingTable(d, title, node.collect, undefined);
  if (node.kind === 'respond') {
    const { headers, body } = node;
    return mappingTable(d, title, { ...(headers && { headers }), ...(body !== undefined && { body }) }, undefined);
  }
  if (!('with' in node)) return undefined;
  const schema = node.kind === 'action' ? actionOf(d.registry, node.uses)?.input : undefined;
  return mappingTable(d, title, node.with, schema);
}

type Fact = { label: string; words: Words };

function actionFacts(d: Description, node: NodeOf<'action'>): Fact[] {
  const { words: t } = d;
  const connector = node.uses.slice(0, node.uses.indexOf('/'));
  const app = connectorOf(d.registry, connector)?.title;
  const action = actionOf(d.registry, node.uses);
  const rows: Fact[] = [{ label: t.app, words: [app === undefined ? code(connector) : text(d.local(app))] }];
  if (node.connection !== undefined) rows.push({ label: t.connection, words: [code(node.connection)] });
  if (action !== undefined) rows.push({ label: t.single, words: [text(singleText(d, node, action))] });
  rows.push({ label: t.failing, words: failing(d, node) });
  return rows;
}

function singleText({ words: t }: Description, node: NodeOf<'action'>, { effect }: ActionDefinition): string {
  const means = typeof effect === 'string' ? effect : effect(node.with ?? {});
  const doubt = means === 'none' ? ` ${t.inDoubt[node.inDoubt ?? 'ask']}` : '';
  return `${t.effect[means]}${doubt}`;
}

function failing(d: Description, node: NodeOf<'action'>): Words {
  const { words: t, graph } = d;
  const { attempts, baseMs, maxMs } = retryPolicy(node);
  const pauses = { base: text(durationOf(baseMs, d.language)), max: text(durationOf(maxMs, d.language)) };
  const tries = attempts === 1 ? [text(t.once)] : sentence(t.retries, { attempts: text(String(attempts)), ...pauses });
  const hasWay = graph.outgoing.get(node.id)!.some(({ port }) => port === 'failed');
  const then = hasWay
    ? sentence(t.thenPort, { port: text(t.failedPort) })
    : [text(node.onFailure === 'ignore' ? t.thenIgnored : t.thenInbox)];
  return [...tries, text(' '), ...then];
}

function portWords(t: Description['words'], node: FlowNode, port: string): Span {
  if (port === 'failed' && (node.kind === 'action' || node.kind === 'approval')) return text(t.failedPort);
  if (node.kind === 'approval' && (port === 'approved' || port === 'rejected')) return text(t.decisions[port]);
  return code(port);
}

function whatFollows({ words: t, graph, stepTitle }: Description, node: FlowNode): Words {
  const ways = graph.outgoing.get(node.id)!;
  if (ways.length === 0) return [text(t.ends)];
  return listed(
    ways.map(({ to, port }): Words => {
      const step = text(stepTitle(to));
      if (port === undefined) return [step];
      const name = portWords(t, node, port);
      return sentence(t.goesBy, { port: name, step });
    }),
  );
}
