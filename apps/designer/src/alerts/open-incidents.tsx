import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/empty.tsx';
import { Shown } from '../ui/shown.tsx';
import { oneIncident, openList } from './alert-queries.ts';
import { IncidentCard } from './incident-card.tsx';

/** What is the case now; the one that a link names first, also when it is over. */
export function OpenIncidents() {
  const { t } = useTranslation();
  const { incident: linked } = useSearch({ from: '/inside/alerts' });
  const open = useQuery(openList());
  return (
    <Stack>
      {linked !== undefined && <Linked id={linked} />}
      <Shown query={open}>
        {({ incidents }) => {
          const others = incidents.filter(({ id }) => id !== linked);
          if (others.length === 0 && linked === undefined)
            return <Empty title={t('alerts.calm')} text={t('alerts.calmText')} />;
          return others.map((incident) => <IncidentCard key={incident.id} of={incident} />);
        }}
      </Shown>
    </Stack>
  );
}

function Linked({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useQuery(oneIncident(id));
  return (
    <section aria-label={t('alerts.one')}>
      <Title order={2} size="h5" mb="xs">
        {t('alerts.one')}
      </Title>
      <Shown query={query}>
        {({ incidents: [incident] }) =>
          incident === undefined ? <Text>{t('alerts.gone')}</Text> : <IncidentCard of={incident} />
        }
      </Shown>
    </section>
  );
}
