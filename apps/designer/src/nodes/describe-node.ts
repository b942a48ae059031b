import type { FlowNode } from '@raccord/contract';
import type { TFunction } from 'i18next';
import type { PortKind } from '../canvas/node-ports.ts';
import { currentLanguage } from '../i18n/index.ts';
import type { Apps } from './apps.ts';

export type Described = { title: string; line: string; app?: { id: string; title: string } };

/** A node in words: what it is called, and one line of what it does. Both are text, never markup. */
export function describeNode(node: FlowNode, apps: Apps, t: TFunction): Described {
  const language = currentLanguage();
  if (node.kind === 'trigger' || node.kind === 'action') {
    const found = apps.find(node.uses);
    if (found === undefined)
      return { title: node.title ?? node.id, line: t('editor.line.unknown', { uses: node.uses }) };
    const app = { id: found.app.id, title: found.app.title[language] };
    const does = found.of.title[language];
    return node.title === undefined
      ? { title: does, line: app.title, app }
      : { title: node.title, line: `${does} · ${app.title}`, app };
  }
  const kind = t(`editor.kind.${node.kind}`);
  const line = lineOf(node, t);
  return node.title === undefined ? { title: kind, line } : { title: node.title, line: `${kind} · ${line}` };
}

function lineOf(node: Exclude<FlowNode, { kind: 'trigger' | 'action' }>, t: TFunction): string {
  const orEmpty = (text: string | undefined) => (text === undefined || text === '' ? t('editor.line.empty') : text);
  const fields = (value: object | undefined) => t('editor.line.fields', { count: Object.keys(value ?? {}).length });
  switch (node.kind) {
    case 'map':
      return fields(node.with);
    case 'filter':
      return orEmpty(node.when);
    case 'branch':
      return orEmpty(node.cases.map(({ when }) => when).join(', '));
    case 'split':
      return orEmpty(node.items);
    case 'aggregate':
      return t(node.of === 'run' ? 'editor.fields.ofRun' : 'editor.fields.ofSplit');
    case 'lookup':
      return orEmpty(`${node.table} · ${node.key}`);
    case 'wait':
      return orEmpty(node.for ?? node.until);
    case 'approval':
      return orEmpty(node.question);
    case 'subflow':
      return node.flow;
    case 'respond':
      return String(node.status ?? 200);
  }
}

/** A way out as it is labelled; the plain one needs no label. */
export function portLabel(port: string, kind: PortKind, t: TFunction): string {
  return kind === 'case' || kind === 'otherwise' ? port : t(`editor.port.${kind}`);
}
