import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { inboxKey } from './inbox-queries.ts';

/** The failures that an act is about: named, or a whole group. */
export type Target = { ids: string[] } | { filter: { fingerprint: string } };
export type Replacement = { field: string; find?: string; by: string };
export type Act = 'retry' | 'resolve' | 'ignore' | 'reopen';
type Change = {
  assignee?: string | null;
  tags?: string[];
  snooze?: { until: string | null } | null;
  ignored?: boolean;
  comment?: string;
};

/** What people do in the inbox; each tells how it went, and has everything read anew. */
export function useInboxActs() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: inboxKey });
  const onError = (failure: unknown) =>
    void notifications.show({ color: 'red', autoClose: false, message: failureText(failure) });
  const tell = (message: string) => notifications.show({ color: 'green', message });
  const tellRefused = (refused: readonly { message: string }[]) => {
    if (refused.length === 0) return;
    const why = [...new Set(refused.map(({ message }) => message))].slice(0, 3).join(' ');
    notifications.show({
      color: 'orange',
      autoClose: false,
      message: t('inbox.said.refused', { count: refused.length, why }),
    });
  };

  const job = useMutation({
    mutationFn: (body: { act: Act; target: Target; replacement?: Replacement }) =>
      dataOf(api.POST('/api/failure-jobs', { body })),
    onSuccess: ({ total }) => tell(t('inbox.said.asked', { count: total })),
    onError,
    onSettled,
  });
  const change = useMutation({
    mutationFn: async ({ fingerprints, change: body }: { fingerprints: readonly string[]; change: Change }) => {
      for (const fingerprint of fingerprints)
        await dataOf(api.PATCH('/api/failure-groups/{fingerprint}', { params: { path: { fingerprint } }, body }));
    },
    onSuccess: () => tell(t('inbox.said.changed')),
    onError,
    onSettled,
  });
  const retry = useMutation({
    mutationFn: ({ id, data }: { id: string; data?: unknown }) =>
      dataOf(
        api.POST('/api/failures/retry', {
          body: { ids: [id], ...(data === undefined ? {} : { edited: { [id]: data } }) },
        }),
      ),
    onSuccess: ({ accepted, refused }) => {
      if (accepted.length > 0) tell(t('inbox.said.retried', { count: accepted.length }));
      tellRefused(refused);
    },
    onError,
    onSettled,
  });
  const close = useMutation({
    mutationFn: ({ act, ids }: { act: 'resolve' | 'ignore' | 'reopen'; ids: string[] }) =>
      dataOf(api.POST(`/api/failures/${act}`, { body: { ids } })),
    onSuccess: ({ accepted, refused }, { act }) => {
      const said = {
        resolve: 'inbox.said.resolved',
        ignore: 'inbox.said.ignored',
        reopen: 'inbox.said.reopened',
      } as const;
      if (accepted.length > 0) tell(t(said[act], { count: accepted.length }));
      tellRefused(refused);
    },
    onError,
    onSettled,
  });
  const decide = useMutation({
    mutationFn: ({ id, ...body }: { id: string; decision: 'done' | 'notDone'; output?: unknown }) =>
      dataOf(api.POST('/api/failures/{id}/decide', { params: { path: { id } }, body })),
    onSuccess: () => tell(t('inbox.decide.decided')),
    onError,
    onSettled,
  });
  return { job, change, retry, close, decide };
}
