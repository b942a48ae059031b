import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** What can be done with one flow of the list. */
export function FlowMenu({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={t('flows.actions', { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={`/api/flows/${encodeURIComponent(id)}/export`}
          download={`${id}.json`}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('flows.export')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
