import { Alert, Button, Group, Modal, Stack, TagsInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import { type Labels, labelFlow, useTold } from './flow-actions.ts';
import { flowList, type ListedFlow } from './flow-queries.ts';
import { shortName } from './short-name.ts';

/** Tags and owner stand in the draft: changing them here is a change of it, and can be undone. */
export function LabelsDialog({ flow, onClose }: { flow: ListedFlow; onClose: () => void }) {
  const { id, tags, owner } = flow;
  const name = shortName(flow.name);
  const { t } = useTranslation();
  const { done, failed, refresh } = useTold();
  const known = useQuery(flowList(false)).data?.tags ?? [];
  const [labels, setLabels] = useState<Labels>({ tags, owner: owner ?? '' });
  const undoing = useMutation({
    mutationFn: (before: Labels) => labelFlow(id, () => before),
    onSuccess: async () => {
      done(t('flows.undone', { name }));
      await refresh();
    },
    onError: (failure) => failed(failureText(failure)),
  });
  const saving = useMutation({
    mutationFn: () => labelFlow(id, () => labels),
    onSuccess: async (before) => {
      onClose();
      const notice = `labels ${id}`;
      const undo = () => {
        notifications.hide(notice);
        undoing.mutate(before);
      };
      notifications.show({
        id: notice,
        color: 'green',
        autoClose: 10_000,
        closeButtonProps: { 'aria-label': t('flows.close') },
        message: (
          <Group justify="space-between" wrap="nowrap">
            {t('flows.labelled', { name })}
            <Button size="compact-xs" variant="default" onClick={undo}>
              {t('flows.undo')}
            </Button>
          </Group>
        ),
      });
      await refresh();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('flows.labelsTitle', { name })}
      closeButtonProps={{ 'aria-label': t('flows.cancel') }}
      styles={{ title: { overflowWrap: 'anywhere' } }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Stack>
          <TagsInput
            label={t('flows.tags')}
            description={t('flows.tagsHelp')}
            value={labels.tags}
            onChange={(next) => setLabels({ ...labels, tags: next.map((tag) => tag.slice(0, 50)) })}
            data={known.map(({ tag }) => tag)}
            maxTags={50}
            openOnFocus={false}
            data-autofocus
          />
          <TextInput
            label={t('flows.owner')}
            description={t('flows.ownerHelp')}
            value={labels.owner}
            onChange={(event) => setLabels({ ...labels, owner: event.currentTarget.value })}
            maxLength={200}
          />
          {saving.isError && (
            <Alert color="red" variant="light" role="alert">
              {failureText(saving.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('flows.cancel')}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {t('flows.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
