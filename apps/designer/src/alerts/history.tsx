import { Button, Stack, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/empty.tsx';
import { Shown } from '../ui/shown.tsx';
import { closedList, deliveryList } from './alert-queries.ts';
import { DeliveryLine } from './delivery-line.tsx';
import { IncidentCard } from './incident-card.tsx';

/** What is over, and every message that was sent or was not. */
export function History() {
  const { t } = useTranslation();
  const incidents = useInfiniteQuery(closedList());
  const messages = useInfiniteQuery(deliveryList());
  const more = (query: typeof incidents | typeof messages): ReactNode =>
    query.hasNextPage && (
      <Button
        variant="default"
        size="xs"
        loading={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('alerts.more')}
      </Button>
    );
  return (
    <Shown query={incidents}>
      {({ pages }) => {
        const over = pages.flatMap((page) => page.incidents);
        const sent = messages.data?.pages.flatMap((page) => page.deliveries) ?? [];
        if (over.length + sent.length === 0)
          return <Empty title={t('alerts.noHistory')} text={t('alerts.noHistoryText')} />;
        return (
          <Stack gap="lg">
            {over.length > 0 && (
              <Stack gap="xs">
                <Title order={2} size="h5">
                  {t('alerts.incidents')}
                </Title>
                {over.map((incident) => (
                  <IncidentCard key={incident.id} of={incident} />
                ))}
                {more(incidents)}
              </Stack>
            )}
            {sent.length > 0 && (
              <Stack gap="xs">
                <Title order={2} size="h5">
                  {t('alerts.messages')}
                </Title>
                {sent.map((delivery) => (
                  <DeliveryLine key={delivery.id} of={delivery} />
                ))}
                {more(messages)}
              </Stack>
            )}
          </Stack>
        );
      }}
    </Shown>
  );
}
