import { Button, Checkbox, Group, Stack, Textarea } from '@mantine/core';
import { IconCheck, IconPencil, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readJson } from '../inbox/decide-panel.tsx';
import { FieldForm, JsonForm } from './data-form.tsx';
import { type Approval, approvalPages } from './review-queries.ts';
import { type Choice, useReviewActs } from './use-review-acts.ts';

/** A person's answer: approve, with the data as it is or changed, or reject. The next question follows. */
export function DecideForm({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const { one } = useReviewActs();
  const goOn = useNextQuestion(approval.id);
  const { fields, data, rememberKey } = approval;
  const [filled, setFilled] = useState(() => (isGroup(data) ? data : {}));
  const [text, setText] = useState<string>();
  const [comment, setComment] = useState('');
  const [remember, setRemember] = useState(false);
  const typed = text === undefined ? undefined : readJson(text);
  const wrong = typed !== undefined && (!typed.ok || typed.value === undefined);
  const now = fields !== null ? filled : typed?.ok ? typed.value : data;
  const changed = JSON.stringify(now) !== JSON.stringify(data);
  const decide = (decision: Choice) =>
    one.mutate(
      {
        id: approval.id,
        decision,
        ...(decision === 'approved' && changed ? { data: now } : {}),
        ...(comment === '' ? {} : { comment }),
        ...(remember ? { remember } : {}),
      },
      { onSuccess: goOn },
    );
  return (
    <Stack gap="sm">
      {fields !== null && <FieldForm fields={fields} data={filled} onChange={setFilled} />}
      {fields === null && text !== undefined && <JsonForm text={text} onChange={setText} />}
      {fields === null && text === undefined && (
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          leftSection={<IconPencil size={14} aria-hidden />}
          onClick={() => setText(JSON.stringify(data, undefined, 2))}
        >
          {t('review.change')}
        </Button>
      )}
      <Textarea
        label={t('review.comment')}
        maxLength={2_000}
        autosize
        minRows={2}
        maxRows={6}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {rememberKey !== null && (
        <Checkbox
          label={t('review.remember', { key: rememberKey })}
          description={t('review.rememberHelp')}
          checked={remember}
          onChange={(event) => setRemember(event.currentTarget.checked)}
        />
      )}
      <Group>
        <Button
          leftSection={<IconCheck size={16} aria-hidden />}
          loading={one.isPending}
          disabled={wrong}
          onClick={() => decide('approved')}
        >
          {t(changed ? 'review.approveChanged' : 'review.approve')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          loading={one.isPending}
          onClick={() => decide('rejected')}
        >
          {t('review.reject')}
        </Button>
      </Group>
    </Stack>
  );
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Leads to the question that waits next, or back to the list when none does. */
function useNextQuestion(id: string): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    const { pages } = await queries.fetchInfiniteQuery(approvalPages('open', {}));
    const next = pages[0]?.approvals.find((each) => each.id !== id);
    if (next === undefined) await navigate({ to: '/review' });
    else await navigate({ to: '/review/$id', params: { id: next.id } });
  };
}
