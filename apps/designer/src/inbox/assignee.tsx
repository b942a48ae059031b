import { Button, Menu, Select } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { session } from '../session/session.ts';

const everybody = queryOptions({
  queryKey: ['people'],
  queryFn: () => dataOf(api.GET('/api/people')),
  staleTime: 60_000,
});

/** Who can be given work: whoever looks, then the others by name. */
export function usePeople(): { me: string | undefined; others: string[] } {
  const me = useQuery(session).data?.name;
  const people = useQuery(everybody).data?.people ?? [];
  return { me, others: [...new Set(people.map(({ name }) => name))].filter((name) => name !== me) };
}

type Props = { assignee: string | null; onAssign: (name: string | null) => void };

/** Who looks after a group. Somebody who has left stays named until another is. */
export function AssigneeSelect({ assignee, onAssign }: Props) {
  const { t } = useTranslation();
  const { me, others } = usePeople();
  const named = [...others, ...(assignee === null || assignee === me || others.includes(assignee) ? [] : [assignee])];
  const data = [
    { value: 'nobody', label: t('inbox.groups.none') },
    ...(me === undefined ? [] : [{ value: `@${me}`, label: t('inbox.group.me', { name: me }) }]),
    ...named.map((name) => ({ value: `@${name}`, label: name })),
  ];
  return (
    <Select
      size="xs"
      w="14rem"
      aria-label={t('inbox.group.assignee')}
      data={data}
      value={assignee === null ? 'nobody' : `@${assignee}`}
      onChange={(next) => onAssign(next === null || next === 'nobody' ? null : next.slice(1))}
      allowDeselect={false}
      searchable={data.length > 10}
    />
  );
}

export function AssignMenu({ onAssign }: Pick<Props, 'onAssign'>) {
  const { t } = useTranslation();
  const { me, others } = usePeople();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconUser size={14} aria-hidden />}>
          {t('inbox.actions.assign')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="20rem" style={{ overflowY: 'auto' }}>
        {me !== undefined && <Menu.Item onClick={() => onAssign(me)}>{t('inbox.group.me', { name: me })}</Menu.Item>}
        {others.map((name) => (
          <Menu.Item key={name} onClick={() => onAssign(name)}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onAssign(null)}>{t('inbox.groups.none')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
