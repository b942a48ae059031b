import { Badge } from '@mantine/core';
import { IconAlarm, IconBan, IconCheck, IconHelp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApprovalRow } from './review-queries.ts';

const marks = {
  open: { color: 'blue', Icon: IconHelp },
  overdue: { color: 'orange', Icon: IconAlarm },
  approved: { color: 'green', Icon: IconCheck },
  rejected: { color: 'red', Icon: IconX },
  closed: { color: 'gray', Icon: IconBan },
} as const;

/** How a question stands: colour, icon and word. */
export function ApprovalState({ approval: { state, dueAt } }: { approval: Pick<ApprovalRow, 'state' | 'dueAt'> }) {
  const { t } = useTranslation();
  const shown = state === 'open' && dueAt !== null && Date.parse(dueAt) < Date.now() ? 'overdue' : state;
  const { color, Icon } = marks[shown];
  return (
    <Badge color={color} variant="light" tt="none" leftSection={<Icon size={14} aria-hidden />}>
      {t(`review.states.${shown}`)}
    </Badge>
  );
}
