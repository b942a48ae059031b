import { useQuery } from '@tanstack/react-query';
import { flowList } from '../flows/flow-queries.ts';

/** The flows there are, for a list to choose from. */
export function useFlowChoices(wanted: boolean): { value: string; label: string }[] {
  const flows = useQuery({ ...flowList(false), enabled: wanted }).data?.flows ?? [];
  return flows.map(({ id, name }) => ({ value: id, label: name }));
}
