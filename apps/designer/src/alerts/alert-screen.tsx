import { Alert, Anchor, Badge, Group, List, Stack, Tabs } from '@mantine/core';
import { IconAlertTriangle, IconBellOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import { channelList, openList, useAlertsLive, type View, views } from './alert-queries.ts';
import { ChannelList } from './channel-list.tsx';
import { History } from './history.tsx';
import { OpenIncidents } from './open-incidents.tsx';
import { RuleList } from './rule-list.tsx';

/** What the rules have found, the rules themselves, where they tell people, and what became of it. */
export function AlertScreen() {
  const { t } = useTranslation();
  const { view = 'open' } = useSearch({ from: '/inside/alerts' });
  const navigate = useNavigate({ from: '/alerts' });
  const open = useQuery(openList()).data?.incidents;
  useAlertsLive();
  const show = (next: View) => void navigate({ search: next === 'open' ? {} : { view: next } });
  return (
    <Page title={t('alerts.title')}>
      <Tabs value={view} onChange={(next) => show(next as View)} keepMounted={false}>
        <Tabs.List mb="md">
          {views.map((each) => (
            <Tabs.Tab
              key={each}
              value={each}
              rightSection={
                each === 'open' && open !== undefined && open.length > 0 ? (
                  <Badge size="sm" color="red" variant="light" circle>
                    {open.length}
                  </Badge>
                ) : undefined
              }
            >
              {t(`alerts.views.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Troubles />
        <Tabs.Panel value="open">
          <OpenIncidents />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <RuleList />
        </Tabs.Panel>
        <Tabs.Panel value="channels">
          <ChannelList />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <History />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

/** That nobody is told, or cannot be, stands above everything else. */
function Troubles() {
  const { t } = useTranslation();
  const channels = useQuery(channelList()).data?.channels;
  const { view = 'open' } = useSearch({ from: '/inside/alerts' });
  if (channels === undefined || view === 'channels') return null;
  const failing = channels.filter(({ trouble }) => trouble !== null);
  if (channels.length > 0 && failing.length === 0) return null;
  const nobody = channels.length === 0;
  return (
    <Alert
      color={nobody ? 'blue' : 'red'}
      variant="light"
      mb="md"
      icon={nobody ? <IconBellOff aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={t(nobody ? 'alerts.noChannel' : 'alerts.troubles')}
    >
      <Stack gap={4}>
        {nobody ? (
          t('alerts.noChannelText')
        ) : (
          <List size="sm">
            {failing.map(({ id, name, trouble }) => (
              <List.Item key={id}>
                {name}: {trouble?.message}
              </List.Item>
            ))}
          </List>
        )}
        <Group>
          <Anchor
            component={Link}
            to={'/alerts' as never}
            search={{ view: 'channels' } as never}
            size="sm"
            c="inherit"
            td="underline"
          >
            {t('alerts.toChannels')}
          </Anchor>
        </Group>
      </Stack>
    </Alert>
  );
}
