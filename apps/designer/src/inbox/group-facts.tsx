import { Button, Group, TagsInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { session } from '../session/session.ts';
import type { GroupDetail } from './inbox-queries.ts';
import { useInboxActs } from './use-inbox-acts.ts';

/** Who looks after a group, and its tags. */
export function GroupFacts({ group: { fingerprint, assignee, tags } }: { group: GroupDetail }) {
  const { t } = useTranslation();
  const me = useQuery(session).data?.name;
  const { change } = useInboxActs();
  const set = (next: Parameters<typeof change.mutate>[0]['change']) =>
    change.mutate({ fingerprints: [fingerprint], change: next });
  const mine = assignee !== null && assignee === me;
  return (
    <Group gap="md">
      <Group gap={6}>
        <Text size="sm" c="dimmed">
          {t('inbox.group.assignee')}
        </Text>
        <Text size="sm" fw={assignee === null ? 400 : 600}>
          {assignee ?? t('inbox.groups.none')}
        </Text>
        {me !== undefined && (
          <Button size="compact-xs" variant="subtle" onClick={() => set({ assignee: mine ? null : me })}>
            {mine ? t('inbox.actions.assignNobody') : t('inbox.actions.assignMe')}
          </Button>
        )}
      </Group>
      <TagsInput
        size="xs"
        w="16rem"
        aria-label={t('inbox.group.tags')}
        placeholder={t('inbox.group.addTag')}
        value={tags}
        maxTags={20}
        onChange={(next) => set({ tags: next.map((tag) => tag.slice(0, 50)) })}
      />
    </Group>
  );
}
