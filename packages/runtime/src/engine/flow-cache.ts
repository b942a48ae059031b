import type { ConnectorRegistry } from '@raccord/contract';
import type { NodeRunner } from '../nodes/node-handlers.ts';
import type { ClaimedBatch, FlowSource, Watch } from '../ports.ts';
import { type CompiledFlow, compileFlow } from './compiled-flow.ts';

type Version = Pick<ClaimedBatch, 'workspaceId' | 'flowId' | 'version' | 'environmentId'>;

const MOST = 200;
/** Versions never change; bindings and variables do, and are picked up within this time. */
const FRESH_MS = 2_000;

/** Compiled flows of one worker, the least recently used dropped first. */
export class FlowCache {
  private readonly entries = new Map<string, { flow: Promise<CompiledFlow>; at: number }>();
  private readonly source: FlowSource;
  private readonly registry: ConnectorRegistry;
  private readonly watch: Watch | undefined;

  constructor(source: FlowSource, registry: ConnectorRegistry, watch?: Watch) {
    this.source = source;
    this.registry = registry;
    this.watch = watch;
  }

  async get(version: Version): Promise<CompiledFlow> {
    const key = `${version.workspaceId}/${version.environmentId}/${version.flowId}/${version.version}`;
    const known = this.entries.get(key);
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.flow;
    this.entries.delete(key);
    const flow = this.load(version, known?.flow);
    this.entries.set(key, { flow, at: Date.now() });
    if (this.entries.size > MOST) this.entries.delete(this.entries.keys().next().value!);
    flow.catch(() => this.entries.delete(key));
    return flow;
  }

  private async load(version: Version, before: Promise<CompiledFlow> | undefined): Promise<CompiledFlow> {
    const inPlace = await this.source.load(version);
    const previous = await before?.catch(() => undefined);
    if (previous !== undefined && sameSurroundings(previous, inPlace)) return previous;
    const flow = compileFlow(inPlace, this.registry);
    return this.watch === undefined ? flow : watched(flow, this.watch);
  }
}

function watched(flow: CompiledFlow, watch: Watch): CompiledFlow {
  const nodes = flow.nodes.map(({ at, run }) => {
    const node = { id: at.node.id, kind: at.node.kind };
    const runner: NodeRunner = (step, arriving) => watch.node(node, arriving.length, async () => run(step, arriving));
    return { at, run: runner };
  });
  return { ...flow, nodes };
}

function sameSurroundings(previous: CompiledFlow, next: CompiledFlow['inPlace']): boolean {
  const of = ({ bindings, environment, tracings }: CompiledFlow['inPlace']) =>
    JSON.stringify([bindings, environment, tracings]);
  return of(previous.inPlace) === of(next);
}
