import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { reviewKey } from './review-queries.ts';

export type Choice = 'approved' | 'rejected';
type Said = { decision: Choice; comment?: string; remember?: boolean };

/** What people answer; each tells how it went, and has everything read anew. */
export function useReviewActs() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: reviewKey });
  const onError = (failure: unknown) =>
    void notifications.show({ color: 'red', autoClose: false, message: failureText(failure) });
  const tell = (message: string) => notifications.show({ color: 'green', message });

  const one = useMutation({
    mutationFn: ({ id, ...body }: Said & { id: string; data?: unknown }) =>
      dataOf(api.POST('/api/approvals/{id}/decide', { params: { path: { id } }, body })),
    onSuccess: ({ along }, { decision }) =>
      tell(
        t(`review.said.${decision}`, { count: 1 }) + (along > 0 ? ` ${t('review.said.along', { count: along })}` : ''),
      ),
    onError,
    onSettled,
  });
  const many = useMutation({
    mutationFn: (body: Said & { ids: string[] }) => dataOf(api.POST('/api/approvals/decide', { body })),
    onSuccess: ({ decided, refused }, { decision }) => {
      if (decided.length > 0) tell(t(`review.said.${decision}`, { count: decided.length }));
      if (refused.length === 0) return;
      const why = [...new Set(refused.map(({ message }) => message))].slice(0, 3).join(' ');
      const message = t('review.said.refused', { count: refused.length, why });
      notifications.show({ color: 'orange', autoClose: false, message });
    },
    onError,
    onSettled,
  });
  const forget = useMutation({
    mutationFn: (id: string) => dataOf(api.DELETE('/api/remembered-choices/{id}', { params: { path: { id } } })),
    onSuccess: () => tell(t('review.said.forgotten')),
    onError,
    onSettled,
  });
  return { one, many, forget };
}
