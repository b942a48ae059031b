import { Button, Group, Paper, Popover, Text, TextInput } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconDownload, IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ArchiveDialog } from './archive-dialog.tsx';
import { labelFlow, unarchiveFlow, useForEach } from './flow-actions.ts';
import type { ListedFlow } from './flow-queries.ts';

type Props = { flows: readonly ListedFlow[]; archived: boolean; onDone: () => void };

/** What can be done with all flows that are chosen. */
export default function BulkBar({ flows, archived, onDone }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const unarchiving = useForEach(unarchiveFlow, (count) =>
    t('flows.unarchived', { name: t('flows.count', { count }) }),
  );
  const ids = flows.map(({ id }) => id).join();
  return (
    <Paper withBorder p="xs" mb="sm" role="region" aria-label={t('flows.chosen', { count: flows.length })}>
      <Group gap="xs">
        <Text size="sm" fw={600} me="auto" role="status">
          {t('flows.chosen', { count: flows.length })}
        </Text>
        {!archived && <AddTag flows={flows} onDone={onDone} />}
        <Button
          size="xs"
          variant="default"
          component="a"
          href={`/api/flows.zip?ids=${ids}`}
          download="flows.zip"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('flows.exportChosen')}
        </Button>
        {archived ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArchiveOff size={16} aria-hidden />}
            loading={unarchiving.isPending}
            onClick={() => unarchiving.mutate(flows, { onSettled: onDone })}
          >
            {t('flows.unarchive')}
          </Button>
        ) : (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArchive size={16} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t('flows.archive')}
          </Button>
        )}
        <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
          {t('flows.unchoose')}
        </Button>
      </Group>
      <ArchiveDialog flows={flows} opened={asking} onClose={() => setAsking(false)} onDone={onDone} />
    </Paper>
  );
}

function AddTag({ flows, onDone }: { flows: readonly ListedFlow[]; onDone: () => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [tag, setTag] = useState('');
  const tagging = useForEach(
    ({ id }) => labelFlow(id, ({ tags, owner }) => ({ owner, tags: [...new Set([...tags, tag.trim()])] })),
    (count) => t('flows.tagsAdded', { count }),
  );
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus withinPortal>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTag size={16} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {t('flows.addTag')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('flows.addTag')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            tagging.mutate(flows, {
              onSettled: () => {
                setOpened(false);
                onDone();
              },
            });
          }}
        >
          <Group gap="xs" align="flex-end">
            <TextInput
              label={t('flows.tag')}
              value={tag}
              onChange={(event) => setTag(event.currentTarget.value)}
              maxLength={50}
              required
            />
            <Button type="submit" loading={tagging.isPending} disabled={tag.trim() === ''}>
              {t('flows.addTag')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
