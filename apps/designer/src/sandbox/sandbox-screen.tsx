import { Alert, Button, Grid, Group, NavLink, Stack, Tabs, Text } from '@mantine/core';
import { IconBolt, IconRotate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { useMay } from '../session/use-may.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { CallView } from './call-view.tsx';
import { EventView } from './event-view.tsx';
import { FaultView } from './fault-view.tsx';
import { ResetDialog } from './reset-dialog.tsx';
import {
  type Fault,
  faultList,
  type SandboxSearch,
  type System,
  systemList,
  useSandboxAct,
  type View,
  views,
} from './sandbox-queries.ts';
import { SystemHead } from './system-head.tsx';
import { TableView } from './table-view.tsx';
import { useSystemName } from './use-system-name.ts';

/** The stand-ins for outside systems: what they hold, what was said, how they are disturbed, and what happens there. */
export function SandboxScreen() {
  const { t } = useTranslation();
  const mayChange = useMay('operator');
  const systems = useQuery(systemList);
  const [resetting, setResetting] = useState(false);
  const reset = mayChange && systems.data !== undefined && (
    <Button variant="default" leftSection={<IconRotate size={16} aria-hidden />} onClick={() => setResetting(true)}>
      {t('sandbox.reset.button')}
    </Button>
  );
  return (
    <Page title={t('sandbox.title')} action={reset}>
      <Text c="dimmed" mb="md" maw="60rem">
        {t('sandbox.text')}
      </Text>
      <Shown query={systems}>
        {({ systems: all }) =>
          all.length === 0 ? (
            <Empty title={t('sandbox.emptyTitle')} text={t('sandbox.emptyText')} />
          ) : (
            <Systems all={all} resetting={resetting} onReset={setResetting} />
          )
        }
      </Shown>
    </Page>
  );
}

function Systems({ all, resetting, onReset }: { all: System[]; resetting: boolean; onReset: (on: boolean) => void }) {
  const { t } = useTranslation();
  const nameOf = useSystemName();
  const navigate = useNavigate({ from: '/sandbox' });
  const search: SandboxSearch = useSearch({ from: '/inside/sandbox' });
  const faults = useQuery(faultList).data?.faults.filter(({ over }) => !over) ?? [];
  const { view = 'data' } = search;
  const system = all.find(({ id }) => id === search.system) ?? all[0]!;
  const sorted = all.toSorted((one, other) => Number(isSignIn(one.id)) - Number(isSignIn(other.id)));
  const go = (next: SandboxSearch) => void navigate({ search: next });
  const kept = view === 'data' ? {} : { view };
  return (
    <Stack>
      <FaultsOn faults={faults} onShow={(id) => go({ system: id, view: 'faults' })} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, sm: 4, lg: 2.5 }}>
          <nav aria-label={t('sandbox.systems')}>
            {sorted.map(({ id }) => {
              const disturbed = faults.some((fault) => fault.system === id);
              return (
                <NavLink
                  key={id}
                  component="button"
                  type="button"
                  active={id === system.id}
                  aria-current={id === system.id ? 'true' : undefined}
                  label={nameOf(id)}
                  description={disturbed ? t('sandbox.disturbed') : undefined}
                  leftSection={disturbed ? <IconBolt size={16} aria-hidden /> : undefined}
                  onClick={() => go({ system: id, ...kept })}
                />
              );
            })}
          </nav>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 8, lg: 9.5 }}>
          <SystemHead of={system} />
          <Tabs
            value={view}
            keepMounted={false}
            onChange={(next) => go({ system: system.id, ...(next === 'data' ? {} : { view: next as View }) })}
          >
            <Tabs.List mb="md">
              {views.map((each) => (
                <Tabs.Tab key={each} value={each}>
                  {t(`sandbox.views.${each}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="data">
              <TableView
                of={system}
                search={search}
                onChange={(next) => void navigate({ search: { system: system.id, ...next }, replace: true })}
              />
            </Tabs.Panel>
            <Tabs.Panel value="calls">
              <CallView
                system={system.id}
                all={search.all === true}
                onAll={(on) => go({ system: system.id, view: 'calls', ...(on ? { all: true } : {}) })}
              />
            </Tabs.Panel>
            <Tabs.Panel value="faults">
              <FaultView key={system.id} system={system.id} />
            </Tabs.Panel>
            <Tabs.Panel value="events">
              <EventView key={system.id} system={system.id} />
            </Tabs.Panel>
          </Tabs>
        </Grid.Col>
      </Grid>
      {resetting && <ResetDialog of={system.id} onClose={() => onReset(false)} />}
    </Stack>
  );
}

/** That something is disturbed on purpose stands above everything: else somebody looks for a mistake for an hour. */
function FaultsOn({ faults, onShow }: { faults: Fault[]; onShow: (system: string) => void }) {
  const { t } = useTranslation();
  const nameOf = useSystemName();
  const mayChange = useMay('operator');
  const off = useSandboxAct(() => dataOf(api.DELETE('/api/sandbox/faults')));
  if (faults.length === 0) return null;
  const systems = [...new Set(faults.map(({ system }) => system))];
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconBolt aria-hidden />}
      title={t('sandbox.faults.on', { count: faults.length })}
    >
      <Group gap="xs">
        {systems.map((system) => (
          <Button key={system} size="xs" variant="default" onClick={() => onShow(system)}>
            {nameOf(system)}
          </Button>
        ))}
        {mayChange && (
          <Button size="xs" variant="default" loading={off.isPending} onClick={() => off.mutate(undefined)}>
            {t('sandbox.faults.allOff')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

const isSignIn = (system: string) => system.endsWith('-accounts');
