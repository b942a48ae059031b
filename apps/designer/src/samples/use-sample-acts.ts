import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { useOpen } from '../editor/editor-context.ts';
import { type Sample, sampleList } from './sample-queries.ts';

type Changes = { name?: string; pinned?: boolean | 'alone' };

/** What can be done with samples; what went wrong is told, what went well is seen in the list. */
export function useSampleActs() {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const queries = useQueryClient();
  const { flowId } = editor.store.getState();
  const refresh = () => queries.invalidateQueries({ queryKey: sampleList(flowId).queryKey });
  const act = async (call: Promise<unknown>, said: string) => {
    try {
      await call;
      editor.say(said);
    } catch (failure) {
      const message = failureText(failure);
      editor.say(message);
      notifications.show({ color: 'red', message });
    }
    await refresh();
  };
  const path = ({ id }: Pick<Sample, 'id'>) => ({ path: { id } });
  return {
    refresh,
    change: (sample: Sample, body: Changes) =>
      void act(
        dataOf(api.PATCH('/api/samples/{id}', { params: path(sample), body })),
        body.pinned === undefined
          ? t('samples.renamed')
          : t(body.pinned === false ? 'samples.unpinned' : 'samples.isPinned'),
      ),
    remove: (sample: Sample, label: string) =>
      void act(dataOf(api.DELETE('/api/samples/{id}', { params: path(sample) })), t('samples.deleted', { label })),
    /** What a step gave becomes what it gives, instead of being done. */
    pinOutput: (node: string, data: unknown) =>
      void act(
        (async () => {
          const body = { node, data, origin: 'example' as const };
          const made = await dataOf(api.POST('/api/flows/{id}/samples', { params: { path: { id: flowId } }, body }));
          await dataOf(api.PATCH('/api/samples/{id}', { params: path(made), body: { pinned: 'alone' } }));
        })(),
        t('samples.isPinned'),
      ),
  };
}
