import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import type { GroupDetail } from './inbox-queries.ts';
import { useInboxActs } from './use-inbox-acts.ts';

type Note = GroupDetail['history'][number];

/** Who did and said what about a group, and a place to say something. */
export function GroupHistory({ fingerprint, history }: { fingerprint: string; history: readonly Note[] }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { change } = useInboxActs();
  const send = () =>
    change.mutate({ fingerprints: [fingerprint], change: { comment: text.trim() } }, { onSuccess: () => setText('') });
  return (
    <Stack gap="sm" component="section" aria-label={t('inbox.group.history')} maw="48rem">
      <Title order={2} size="h4">
        {t('inbox.group.history')}
      </Title>
      <Group align="flex-end" gap="xs">
        <Textarea
          flex={1}
          label={t('inbox.group.comment')}
          placeholder={t('inbox.group.commentText')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={4_000}
        />
        <Button variant="default" disabled={text.trim() === ''} loading={change.isPending} onClick={send}>
          {t('inbox.group.send')}
        </Button>
      </Group>
      <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {history.map((note) => (
          <li key={note.id}>
            <Told note={note} />
          </li>
        ))}
      </Stack>
    </Stack>
  );
}

function Told({ note }: { note: Note }) {
  const words = useWords();
  const { text } = note.data as { text?: string };
  return (
    <>
      <Text size="sm">
        <b>{note.actor}</b> {words(note)}{' '}
        <Text span size="xs" c="dimmed">
          {moment(note.at)}
        </Text>
      </Text>
      {note.act === 'comment' && (
        <Text size="sm" pl="md" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {text}
        </Text>
      )}
    </>
  );
}

type Data = {
  count?: number;
  assignee?: string | null;
  tags?: string[];
  until?: string | null;
  decision?: string;
  replacement?: { field: string; find?: string; by: string };
};

function useWords() {
  const { t } = useTranslation();
  return ({ act, data }: Note): string => {
    const { count = 1, assignee, tags = [], until, decision, replacement } = data as Data;
    switch (act) {
      case 'assign':
        return assignee ? t('inbox.group.acts.assignTo', { name: assignee }) : t('inbox.group.acts.assignNobody');
      case 'tag':
        return tags.length > 0 ? t('inbox.group.acts.tag', { tags: tags.join(', ') }) : t('inbox.group.acts.tagNone');
      case 'snooze':
        return until ? t('inbox.group.acts.snoozeUntil', { at: moment(until) }) : t('inbox.group.acts.snoozeAgain');
      case 'decide':
        return t(decision === 'done' ? 'inbox.group.acts.decideDone' : 'inbox.group.acts.decideNotDone');
      case 'comment':
      case 'wake':
      case 'ignoreFromNowOn':
      case 'ignoreNoMore':
        return t(`inbox.group.acts.${act}`);
      default: {
        const what = t(`inbox.group.acts.${act}`, { count });
        if (replacement === undefined) return what;
        const how = replacement.find === undefined ? 'inbox.group.acts.replacedWhole' : 'inbox.group.acts.replaced';
        return `${what} – ${t(how, { find: '', ...replacement })}`;
      }
    }
  };
}
