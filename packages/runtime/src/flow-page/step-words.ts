import type { ConnectorRegistry, FlowNode, Language } from '@raccord/contract';
import { actionOf, connectorOf, triggerOf } from '../flow/check-uses.ts';
import { kindNames } from './kind-names.ts';

/** What a step is called, and what it is: as the drawing of the editor says it. */
export function stepWords(
  node: FlowNode,
  registry: ConnectorRegistry,
  language: Language,
): { title: string; line: string } {
  const kind = kindNames[language][node.kind];
  if (node.kind !== 'trigger' && node.kind !== 'action')
    return node.title === undefined ? { title: kind, line: node.id } : { title: node.title, line: kind };
  const does = (node.kind === 'trigger' ? triggerOf : actionOf)(registry, node.uses)?.title[language];
  const app = connectorOf(registry, node.uses.slice(0, node.uses.indexOf('/')))?.title[language];
  if (does === undefined || app === undefined) return { title: node.title ?? node.id, line: node.uses };
  return node.title === undefined ? { title: does, line: app } : { title: node.title, line: `${does} · ${app}` };
}
