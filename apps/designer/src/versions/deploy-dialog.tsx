import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Environment } from '../environments/environment-queries.ts';
import { DeployForm } from './deploy-form.tsx';
import { Deployed } from './deployed.tsx';
import type { VersionName } from './version-queries.ts';

type Props = { id: string; name: string; version: VersionName; opened: boolean; onClose: () => void };

/** Puts a version into service: where, what changes there, what speaks against it; afterwards what happens next. */
export function DeployDialog({ id, name, version, opened, onClose }: Props) {
  const { t } = useTranslation();
  const [done, setDone] = useState<{ version: number; environment: Environment }>();
  const close = () => {
    setDone(undefined);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="xl"
      title={t('versions.deploy.title', { name })}
      closeButtonProps={{ 'aria-label': t('versions.deploy.close') }}
    >
      {done === undefined ? (
        <DeployForm id={id} name={name} version={version} onClose={close} onDone={setDone} />
      ) : (
        <Deployed id={id} {...done} onClose={close} />
      )}
    </Modal>
  );
}
