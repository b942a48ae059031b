import type { FlowDocument } from '@raccord/contract';

/** A flow with nothing in it but a start. Its id is made of its name, which keeps addresses and files readable. */
export function blankFlow(name: string): FlowDocument {
  return {
    schemaVersion: 1,
    id: idOf(name),
    name: name.trim(),
    nodes: [{ id: 'start', kind: 'trigger', uses: 'manual/run' }],
    edges: [],
  };
}

function idOf(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 64)
    .replace(/-+$/, '');
  return words === '' ? 'flow' : words;
}
