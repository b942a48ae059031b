import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { moment } from '../i18n/index.ts';
import { useMay } from '../session/use-may.ts';
import { ActFailure } from './act-failure.tsx';
import { type Delivery, useAlertAct } from './alert-queries.ts';
import { StateBadge } from './state-badge.tsx';

/** One message: through which channel, how it went, why not, and what happens next. */
export function DeliveryLine({ of }: { of: Delivery }) {
  const { t } = useTranslation();
  const mayAct = useMay('operator');
  const again = useAlertAct((id: string) =>
    dataOf(api.POST('/api/alert-deliveries/{id}/retry', { params: { path: { id } }, body: {} })),
  );
  const ended = of.state === 'failed' || of.state === 'unclear';
  return (
    <>
      <Group gap="xs">
        <StateBadge state={of.state} />
        <Text size="sm">
          {t(`alerts.stages.${of.stage}`)} · {of.channel} · {moment(of.endedAt ?? of.createdAt)}
          {of.tries > 1 && ` · ${t('alerts.tries', { count: of.tries })}`}
          {of.state === 'waiting' && of.message !== null && ` · ${t('alerts.next', { at: moment(of.dueAt) })}`}
        </Text>
        {ended && of.stage !== 'test' && mayAct && (
          <Button
            size="compact-xs"
            variant="default"
            loading={again.isPending}
            onClick={() => again.mutate(of.id)}
            aria-label={t('alerts.sendAgainOf', { name: of.channel })}
          >
            {t('alerts.sendAgain')}
          </Button>
        )}
      </Group>
      {of.message !== null && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {of.message}
        </Text>
      )}
      <ActFailure of={again.error} />
    </>
  );
}
