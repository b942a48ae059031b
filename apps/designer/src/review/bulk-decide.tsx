import { Button, Checkbox, Group, Paper, Text, TextInput } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalRow } from './review-queries.ts';
import { type Choice, useReviewActs } from './use-review-acts.ts';

/** One answer to all questions that are selected; their data goes on as it is. */
export function BulkDecide({ chosen, onDone }: { chosen: readonly ApprovalRow[]; onDone: () => void }) {
  const { t } = useTranslation();
  const { many } = useReviewActs();
  const [comment, setComment] = useState('');
  const [remember, setRemember] = useState(false);
  const keyed = chosen.every(({ rememberKey }) => rememberKey !== null);
  const decide = (decision: Choice) =>
    many.mutate(
      {
        ids: chosen.map(({ id }) => id),
        decision,
        ...(comment === '' ? {} : { comment }),
        ...(remember && keyed ? { remember } : {}),
      },
      { onSuccess: onDone },
    );
  return (
    <Paper withBorder p="xs">
      <Group gap="xs">
        <Text size="sm" fw={600} mr="auto" aria-live="polite">
          {t('review.selected', { count: chosen.length })}
        </Text>
        {keyed && (
          <Checkbox
            size="xs"
            label={t('review.rememberEach')}
            checked={remember}
            onChange={(event) => setRemember(event.currentTarget.checked)}
          />
        )}
        <TextInput
          size="xs"
          w="16rem"
          maxLength={2_000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          placeholder={t('review.comment')}
          aria-label={t('review.comment')}
        />
        <Button
          size="xs"
          leftSection={<IconCheck size={14} aria-hidden />}
          loading={many.isPending}
          onClick={() => decide('approved')}
        >
          {t('review.approveAll', { count: chosen.length })}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconX size={14} aria-hidden />}
          loading={many.isPending}
          onClick={() => decide('rejected')}
        >
          {t('review.rejectAll', { count: chosen.length })}
        </Button>
      </Group>
    </Paper>
  );
}
