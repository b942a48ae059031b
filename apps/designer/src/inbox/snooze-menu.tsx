import { Button, Menu } from '@mantine/core';
import { IconZzz } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useInboxActs } from './use-inbox-acts.ts';

const HOUR = 3_600_000;

function tomorrowMorning(): Date {
  const at = new Date();
  at.setDate(at.getDate() + 1);
  at.setHours(9, 0, 0, 0);
  return at;
}

export function SnoozeMenu({
  fingerprints,
  snoozed,
  size = 'sm',
}: {
  fingerprints: readonly string[];
  snoozed: boolean;
  size?: 'xs' | 'sm';
}) {
  const { t } = useTranslation();
  const { change } = useInboxActs();
  const until = (at: Date | null) =>
    change.mutate({ fingerprints, change: { snooze: { until: at === null ? null : at.toISOString() } } });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size={size}
          variant="default"
          leftSection={<IconZzz size={14} aria-hidden />}
          loading={change.isPending}
        >
          {t('inbox.actions.snooze')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => until(new Date(Date.now() + HOUR))}>{t('inbox.actions.snoozeHour')}</Menu.Item>
        <Menu.Item onClick={() => until(tomorrowMorning())}>{t('inbox.actions.snoozeTomorrow')}</Menu.Item>
        <Menu.Item onClick={() => until(new Date(Date.now() + 7 * 24 * HOUR))}>
          {t('inbox.actions.snoozeWeek')}
        </Menu.Item>
        <Menu.Item onClick={() => until(null)}>{t('inbox.actions.snoozeAgain')}</Menu.Item>
        {snoozed && (
          <Menu.Item onClick={() => change.mutate({ fingerprints, change: { snooze: null } })}>
            {t('inbox.actions.wake')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
