import { notifications } from '@mantine/notifications';
import type { FlowDocument } from '@raccord/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import type { ListedFlow } from './flow-queries.ts';

const path = (id: string) => ({ params: { path: { id } } });

export const archiveFlow = ({ id, deployments }: ListedFlow) => {
  const stop = deployments.some(({ active }) => active);
  return dataOf(api.DELETE('/api/flows/{id}', { params: { path: { id }, query: { stop } } }));
};
export const unarchiveFlow = ({ id }: ListedFlow) => dataOf(api.POST('/api/flows/{id}/unarchive', path(id)));
export const deleteFlow = (id: string, named?: string) =>
  dataOf(api.POST('/api/flows/{id}/delete', { ...path(id), body: named === undefined ? {} : { named } }));

export type Labels = { tags: string[]; owner: string };

/** Changes tags and owner in the draft. @returns those it had @throws ApiFailure when somebody saves at the same time */
export async function labelFlow(id: string, change: (labels: Labels) => Labels): Promise<Labels> {
  const flow = await dataOf(api.GET('/api/flows/{id}', path(id)));
  const { tags = [], owner = '', ...rest } = flow.document as FlowDocument;
  const next = change({ tags, owner });
  const document = {
    ...rest,
    ...(next.tags.length === 0 ? {} : { tags: next.tags }),
    ...(next.owner.trim() === '' ? {} : { owner: next.owner.trim() }),
  };
  await dataOf(api.PUT('/api/flows/{id}', { ...path(id), body: { revision: flow.revision, document } }));
  return { tags, owner };
}

/** Says what was done, and what was not. */
export function useTold() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const done = (message: string) =>
    notifications.show({ color: 'green', message, closeButtonProps: { 'aria-label': t('flows.close') } });
  const failed = (message: string) =>
    notifications.show({
      color: 'red',
      message,
      autoClose: false,
      closeButtonProps: { 'aria-label': t('flows.close') },
    });
  const refresh = () => queries.invalidateQueries({ queryKey: ['flows'] });
  return { done, failed, refresh };
}

/** One thing done with one or many flows, each for itself: what one refuses does not keep the others. */
export function useForEach(act: (flow: ListedFlow) => Promise<unknown>, sentence: (count: number) => string) {
  const { t } = useTranslation();
  const { done, failed, refresh } = useTold();
  return useMutation({
    mutationFn: async (flows: readonly ListedFlow[]) => {
      const refused: unknown[] = [];
      for (const flow of flows) await act(flow).catch((failure: unknown) => refused.push(failure));
      const count = refused.length;
      if (flows.length > count) done(sentence(flows.length - count));
      if (count > 0)
        failed(
          flows.length === 1
            ? failureText(refused[0])
            : t('flows.someFailed', { count, message: failureText(refused[0]) }),
        );
      await refresh();
    },
  });
}
