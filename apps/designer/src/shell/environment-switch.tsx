import { Badge, Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseEnvironment, useCurrentEnvironment } from './current-environment.ts';

/** Where one is, in its colour; what is looked at, tried and picked from accounts follows it. */
export function EnvironmentSwitch() {
  const { t } = useTranslation();
  const { current, all } = useCurrentEnvironment();
  if (current === undefined) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton
          aria-label={t('bar.inEnvironment', { environment: current.name })}
          me="xs"
          style={{ minWidth: 0 }}
        >
          <Badge
            color={current.colour}
            variant="light"
            size="lg"
            tt="none"
            maw={180}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {current.name}
          </Badge>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('bar.environment')}</Menu.Label>
        {all.map(({ id, name, colour }) => (
          <Menu.Item
            key={id}
            role="menuitemradio"
            aria-checked={id === current.id}
            fw={id === current.id ? 700 : 400}
            leftSection={<Badge color={colour} circle size="xs" aria-hidden />}
            onClick={() => chooseEnvironment(id)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
