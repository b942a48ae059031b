import { Badge } from '@mantine/core';
import {
  IconBellOff,
  IconBellRinging,
  IconCheck,
  IconExclamationMark,
  IconHourglass,
  IconQuestionMark,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const looks = {
  open: { color: 'red', icon: IconBellRinging, text: 'alerts.views.open' },
  muted: { color: 'gray', icon: IconBellOff, text: 'alerts.muted' },
  over: { color: 'green', icon: IconCheck, text: 'alerts.over' },
  waiting: { color: 'blue', icon: IconHourglass, text: 'alerts.states.waiting' },
  sent: { color: 'green', icon: IconCheck, text: 'alerts.states.sent' },
  failed: { color: 'red', icon: IconExclamationMark, text: 'alerts.states.failed' },
  unclear: { color: 'violet', icon: IconQuestionMark, text: 'alerts.states.unclear' },
  works: { color: 'green', icon: IconCheck, text: 'alerts.works' },
  fails: { color: 'red', icon: IconExclamationMark, text: 'alerts.fails' },
} as const;

/** The state of an incident, a message or a channel: colour, icon and word. */
export function StateBadge({ state }: { state: keyof typeof looks }) {
  const { t } = useTranslation();
  const { color, icon: Icon, text } = looks[state];
  return (
    <Badge
      variant="default"
      tt="none"
      leftSection={<Icon size={12} aria-hidden color={`var(--mantine-color-${color}-6)`} />}
      style={{ flexShrink: 0 }}
    >
      {t(text)}
    </Badge>
  );
}
