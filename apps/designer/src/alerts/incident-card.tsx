import { Anchor, Badge, Button, Card, Group, Menu, Stack, Text } from '@mantine/core';
import { IconBellOff, IconCheck, IconUser, IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { moment } from '../i18n/index.ts';
import { useMay } from '../session/use-may.ts';
import { ActFailure } from './act-failure.tsx';
import { type Incident, useAlertAct } from './alert-queries.ts';
import { DeliveryLine } from './delivery-line.tsx';
import { StateBadge } from './state-badge.tsx';

/** One incident: what it is, since when, who knows of it and who looks after it. */
export function IncidentCard({ of }: { of: Incident }) {
  const { t } = useTranslation();
  const mayAct = useMay('operator');
  const acknowledge = useAlertAct((id: string) =>
    dataOf(api.POST('/api/alert-incidents/{id}/acknowledge', { params: { path: { id } }, body: {} })),
  );
  const { closedAt, acknowledgedAt, acknowledgedBy } = of;
  return (
    <Card withBorder component="article" aria-label={of.sentence}>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md">
          <Stack gap={2} miw={0}>
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {of.sentence}
            </Text>
            <Text size="sm" c="dimmed">
              {closedAt === null
                ? t('alerts.since', { at: moment(of.openedAt) })
                : t('alerts.lasted', { from: moment(of.openedAt), to: moment(closedAt) })}
            </Text>
          </Stack>
          <StateBadge state={closedAt === null ? (of.muted ? 'muted' : 'open') : 'over'} />
        </Group>
        <Group gap="md">
          <Group gap={6}>
            {acknowledgedAt === null ? <IconUserQuestion size={16} aria-hidden /> : <IconUser size={16} aria-hidden />}
            <Text size="sm">
              {acknowledgedAt === null
                ? t('alerts.unacknowledged')
                : t('alerts.acknowledged', { who: acknowledgedBy, at: moment(acknowledgedAt) })}
            </Text>
          </Group>
          {of.escalatedAt !== null && (
            <Badge color="yellow" variant="light" tt="none">
              {t('alerts.escalated')}
            </Badge>
          )}
          <Look of={of} />
        </Group>
        {of.deliveries.length > 0 && (
          <Stack gap={4}>
            {of.deliveries.toReversed().map((delivery) => (
              <DeliveryLine key={delivery.id} of={delivery} />
            ))}
          </Stack>
        )}
        <ActFailure of={acknowledge.error} />
        {mayAct && closedAt === null && (
          <Group gap="xs">
            {acknowledgedAt === null && (
              <Button
                size="xs"
                leftSection={<IconCheck size={14} aria-hidden />}
                loading={acknowledge.isPending}
                onClick={() => acknowledge.mutate(of.id)}
                aria-label={t('alerts.acknowledgeOf', { what: of.sentence })}
              >
                {t('alerts.acknowledge')}
              </Button>
            )}
            <MuteMenu ruleId={of.ruleId} flow={of.flowId} what={of.sentence} />
          </Group>
        )}
      </Stack>
    </Card>
  );
}

const HOUR = 3_600_000;
const lengths = { muteHour: HOUR, muteDay: 24 * HOUR, muteWeek: 7 * 24 * HOUR } as const;

/** Tells nobody for a while: of a rule, or of a rule for a flow. */
export function MuteMenu({ ruleId, flow, what }: { ruleId: string | null; flow: string | null; what: string }) {
  const { t } = useTranslation();
  const mute = useAlertAct((body: { ruleId: string | null; flow: string | null; until: string }) =>
    dataOf(api.POST('/api/alert-mutes', { body })),
  );
  const items = (label: string, target: { ruleId: string | null; flow: string | null }) => (
    <>
      <Menu.Label>{label}</Menu.Label>
      {(Object.keys(lengths) as (keyof typeof lengths)[]).map((name) => (
        <Menu.Item
          key={name}
          onClick={() => mute.mutate({ ...target, until: new Date(Date.now() + lengths[name]).toISOString() })}
        >
          {t(`alerts.${name}`)}
        </Menu.Item>
      ))}
    </>
  );
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconBellOff size={14} aria-hidden />}
          loading={mute.isPending}
          aria-label={t('alerts.muteOf', { what })}
        >
          {t('alerts.mute')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {flow !== null && items(t('alerts.muteRule'), { ruleId, flow })}
        {ruleId !== null && items(t('alerts.muteAll'), { ruleId, flow: null })}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where to go on from here. */
function Look({ of: { kind, flowId, connectionId } }: { of: Incident }) {
  const { t } = useTranslation();
  const at = flowId === null ? '' : `?flow=${encodeURIComponent(flowId)}`;
  const places =
    connectionId !== null
      ? { href: `/connections/${connectionId}`, text: t('alerts.look.connection') }
      : kind === 'late' || kind === 'staleCursor'
        ? { href: `/triggers${at}`, text: t('alerts.look.triggers') }
        : kind === 'silence'
          ? { href: `/flows/${flowId}`, text: t('alerts.look.flow') }
          : { href: `/inbox${at}${kind === 'inDoubt' ? '&tab=inDoubt' : ''}`, text: t('alerts.look.inbox') };
  return (
    <Anchor href={places.href} size="sm">
      {places.text}
    </Anchor>
  );
}
