import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRocket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DeployDialog } from './deploy-dialog.tsx';

type Props = { id: string; name: string; disabled?: boolean; size?: 'xs' | 'sm' };

/** Opens the dialog that puts a flow's draft into service. `disabled`: what is there is not saved yet. */
export function DeployButton({ id, name, disabled = false, size = 'sm' }: Props) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button size={size} leftSection={<IconRocket size={16} aria-hidden />} onClick={open} disabled={disabled}>
        {t('versions.deploy.open')}
      </Button>
      <DeployDialog id={id} name={name} version="draft" opened={opened} onClose={close} />
    </>
  );
}
