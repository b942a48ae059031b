import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { environmentList } from '../environments/environment-queries.ts';
import { connectorList } from '../nodes/apps.ts';
import { Shown } from '../ui/shown.tsx';
import { ConnectionForm } from './connection-form.tsx';
import type { Connection } from './connection-queries.ts';

export type Wanted = { connector?: string; environmentId?: string } | { connection: Connection };

type Props = {
  /** What is to be made or changed; undefined: closed. */
  of: Wanted | undefined;
  onClose: () => void;
  /** Called with what was made, as soon as it is there. */
  onMade?: (id: string) => void;
};

/** Makes a connection, or changes one, wherever somebody needs it. */
export function ConnectionDialog({ of, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const connectors = useQuery(connectorList);
  const environments = useQuery(environmentList);
  return (
    <Modal
      opened={of !== undefined}
      onClose={onClose}
      size="lg"
      closeButtonProps={{ 'aria-label': t('connections.close') }}
      title={
        of !== undefined && 'connection' in of
          ? t('connections.editTitle', { name: of.connection.name })
          : t('connections.newTitle')
      }
    >
      {of !== undefined && (
        <Shown query={connectors}>
          {({ connectors: apps }) => (
            <Shown query={environments}>
              {({ environments: all }) => (
                <ConnectionForm of={of} apps={apps} environments={all} onClose={onClose} onMade={onMade} />
              )}
            </Shown>
          )}
        </Shown>
      )}
    </Modal>
  );
}
