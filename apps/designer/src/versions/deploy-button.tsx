import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRocket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DeployDialog } from './deploy-dialog.tsx';

type Props = {
  id: string;
  name: string;
  size?: 'xs' | 'sm';
  /** What has to be done first; what goes into service is what the server has. False: it could not be done. */
  before?: () => Promise<boolean>;
};

/** Opens the dialog that puts a flow's draft into service. */
export function DeployButton({ id, name, size = 'sm', before }: Props) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const onClick = async () => {
    if (before === undefined || (await before())) open();
  };
  return (
    <>
      <Button size={size} leftSection={<IconRocket size={16} aria-hidden />} onClick={() => void onClick()}>
        {t('versions.deploy.open')}
      </Button>
      <DeployDialog id={id} name={name} version="draft" opened={opened} onClose={close} />
    </>
  );
}
