import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconDots,
  IconDownload,
  IconFileText,
  IconTags,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { session } from '../session/session.ts';
import { unarchiveFlow, useForEach, useTold } from './flow-actions.ts';
import type { Asking } from './flow-dialogs.tsx';
import type { ListedFlow } from './flow-queries.ts';
import { shortName } from './short-name.ts';
import { useShownName } from './use-shown-name.ts';

const LONGEST_NAME = 200;

const FlowDialogs = lazy(() => import('./flow-dialogs.tsx'));

/** What can be done with one flow of the list. */
export function FlowMenu({ flow }: { flow: ListedFlow }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Asking>();
  const [asked, setAsked] = useState(false);
  const { data: person } = useQuery(session);
  const name = useShownName(flow);
  const unarchiving = useForEach(unarchiveFlow, () => t('flows.unarchived', { name: shortName(name) }));
  const duplicating = useDuplicate(flow);
  const archived = flow.archivedAt !== null;
  const mayDelete = person?.role === 'owner' || person?.role === 'admin';
  const ask = (what: Asking) => {
    setAsking(what);
    setAsked(true);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('flows.actions', { name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFileText size={16} aria-hidden />}
            renderRoot={(props) => <Link {...props} to="/flows/$id/about" params={{ id: flow.id }} />}
          >
            {t('flows.about')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTags size={16} aria-hidden />} onClick={() => ask('labels')}>
            {t('flows.labels')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => duplicating.mutate()}>
            {t('flows.duplicate')}
          </Menu.Item>
          <Menu.Item
            component="a"
            href={`/api/flows/${encodeURIComponent(flow.id)}/export`}
            download={`${flow.id}.json`}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('flows.export')}
          </Menu.Item>
          <Menu.Divider />
          {archived ? (
            <Menu.Item
              leftSection={<IconArchiveOff size={16} aria-hidden />}
              onClick={() => unarchiving.mutate([flow])}
            >
              {t('flows.unarchive')}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={() => ask('archive')}>
              {t('flows.archive')}
            </Menu.Item>
          )}
          {archived && mayDelete && (
            <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => ask('delete')}>
              {t('flows.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <Suspense>
          <FlowDialogs flow={flow} asking={asking} onClose={() => setAsking(undefined)} />
        </Suspense>
      )}
    </>
  );
}

function useDuplicate({ id, name }: ListedFlow) {
  const { t } = useTranslation();
  const { done, failed, refresh } = useTold();
  return useMutation({
    mutationFn: () => {
      // The end says that it is a copy; what is cut is the name.
      const end = t('flows.copyOf', { name: '' });
      const copy = t('flows.copyOf', { name: name.slice(0, LONGEST_NAME - end.length) });
      return dataOf(api.POST('/api/flows/{id}/duplicate', { params: { path: { id } }, body: { name: copy } }));
    },
    onSuccess: async () => {
      done(t('flows.duplicated', { name: t('flows.copyOf', { name: shortName(name) }) }));
      await refresh();
    },
    onError: (failure) => failed(failureText(failure)),
  });
}
