import type { ConnectorRegistry } from '@raccord/contract';
import type { ClaimedBatch, FlowSource } from '../ports.ts';
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

  constructor(source: FlowSource, registry: ConnectorRegistry) {
    this.source = source;
    this.registry = registry;
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
    return compileFlow(inPlace, this.registry);
  }
}

function sameSurroundings(previous: CompiledFlow, next: CompiledFlow['inPlace']): boolean {
  const of = ({ bindings, environment }: CompiledFlow['inPlace']) => JSON.stringify([bindings, environment]);
  return of(previous.inPlace) === of(next);
}
