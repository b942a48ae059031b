import type { ApiClient } from './api-client.ts';
import type { FlowSummary } from './api-types.ts';

/** The flows of all pages of the list, by name. */
export async function allFlows(api: ApiClient, archived?: boolean): Promise<FlowSummary[]> {
  const flows: FlowSummary[] = [];
  for (let page = 1; ; page++) {
    const answer = await api.get<{ flows: FlowSummary[]; total: number }>('/api/flows', {
      archived,
      page: String(page),
    });
    flows.push(...answer.flows);
    if (answer.flows.length === 0 || flows.length >= answer.total) return flows;
  }
}
