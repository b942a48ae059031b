import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConnectionDialog, type Wanted } from '../connections/connection-dialog.tsx';
import { environmentList } from '../environments/environment-queries.ts';
import { connectorList } from '../nodes/apps.ts';
import { useMay } from '../session/use-may.ts';
import { type System, useSandboxAct } from './sandbox-queries.ts';
import { useSystemName } from './use-system-name.ts';

/** A stand-in by name, the connections that lead to it, and how to make one more. */
export function SystemHead({ of }: { of: System }) {
  const { t } = useTranslation();
  const nameOf = useSystemName();
  const apps = useQuery(connectorList).data?.connectors ?? [];
  const environments = useQuery(environmentList).data?.environments ?? [];
  const mayConnect = useMay('admin');
  const [wanted, setWanted] = useState<Wanted>();
  const lookAgain = useSandboxAct(async () => undefined);
  const isApp = apps.some(({ id }) => id === of.id);
  const sandbox = environments.find(({ name }) => name === 'sandbox');
  return (
    <Group justify="space-between" align="flex-start" mb="sm">
      <div>
        <Title order={2} size="h3">
          {nameOf(of.id)}
        </Title>
        <Text size="sm" c="dimmed">
          {!isApp
            ? t('sandbox.signsIn')
            : of.connections.length === 0
              ? t('sandbox.noConnection')
              : t('sandbox.connections')}{' '}
          {of.connections.map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <Anchor component={Link} to="/connections/$id" params={{ id } as never} size="sm" underline="always">
                {name}
              </Anchor>
            </span>
          ))}
        </Text>
      </div>
      {mayConnect && isApp && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() =>
            setWanted({ connector: of.id, ...(sandbox === undefined ? {} : { environmentId: sandbox.id }) })
          }
        >
          {t('sandbox.connect')}
        </Button>
      )}
      <ConnectionDialog of={wanted} onClose={() => setWanted(undefined)} onMade={() => lookAgain.mutate(undefined)} />
    </Group>
  );
}
