import { ActionIcon, Badge, Group, Menu, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconArrowsDiff, IconDots, IconDownload, IconHistory, IconRocket } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { environmentList } from '../environments/environment-queries.ts';
import { moment } from '../i18n/index.ts';
import type { Apps } from '../nodes/apps.ts';
import { DeployDialog } from './deploy-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { deploymentList } from './version-queries.ts';

type Version = { version: number; note: string | null; createdAt: string; createdBy: string | null };
type Props = { id: string; name: string; versions: readonly Version[]; apps: Apps };

/** Every version, newest first: when, who, why, and where it is in service. */
export function VersionTable({ id, name, versions, apps }: Props) {
  const { t } = useTranslation();
  const [restoring, setRestoring] = useState<number>();
  const [deploying, setDeploying] = useState<number>();
  return (
    <>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="xs" aria-label={t('versions.history')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('versions.column')}</Table.Th>
              <Table.Th scope="col">{t('versions.where')}</Table.Th>
              <Table.Th scope="col">{t('versions.message')}</Table.Th>
              <Table.Th scope="col">{t('versions.who')}</Table.Th>
              <Table.Th scope="col">{t('versions.when')}</Table.Th>
              <Table.Th scope="col" w={48}>
                <VisuallyHidden>{t('flowTests.menu')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {versions.map(({ version, note, createdAt, createdBy }) => (
              <Table.Tr key={version}>
                <Table.Th scope="row">{t('versions.version', { version })}</Table.Th>
                <Table.Td>
                  <Places id={id} version={version} />
                </Table.Td>
                <Table.Td maw={360}>
                  <Text size="sm" lineClamp={2} title={note ?? ''} style={{ overflowWrap: 'anywhere' }}>
                    {note}
                  </Text>
                </Table.Td>
                <Table.Td>{createdBy ?? t('versions.someone')}</Table.Td>
                <Table.Td>{moment(createdAt)}</Table.Td>
                <Table.Td>
                  <VersionMenu
                    id={id}
                    version={version}
                    onRestore={() => setRestoring(version)}
                    onDeploy={() => setDeploying(version)}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <RestoreDialog id={id} version={restoring} apps={apps} onClose={() => setRestoring(undefined)} />
      <DeployDialog
        id={id}
        name={name}
        version={deploying ?? 'draft'}
        opened={deploying !== undefined}
        onClose={() => setDeploying(undefined)}
      />
    </>
  );
}

function Places({ id, version }: { id: string; version: number }) {
  const { t } = useTranslation();
  const { data: { deployments } = { deployments: [] } } = useQuery(deploymentList(id));
  const { data: { environments } = { environments: [] } } = useQuery(environmentList);
  return (
    <Group gap={4}>
      {deployments.map((deployment) => {
        const environment = environments.find((one) => one.id === deployment.environmentId);
        if (deployment.version !== version || environment === undefined) return null;
        const { name, colour } = environment;
        return deployment.active ? (
          <Badge key={environment.id} color={colour} variant="light" tt="none">
            {name}
          </Badge>
        ) : (
          <Text key={environment.id} size="xs" c="dimmed">
            {t('versions.wasThere', { environment: name })}
          </Text>
        );
      })}
    </Group>
  );
}

type MenuProps = { id: string; version: number; onRestore: () => void; onDeploy: () => void };

function VersionMenu({ id, version, onRestore, onDeploy }: MenuProps) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/flows/$id/versions' });
  const name = t('versions.version', { version });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={t('versions.actions', { version: name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowsDiff size={16} aria-hidden />}
          onClick={() => void navigate({ search: { from: version, to: 'draft' }, replace: true })}
        >
          {t('versions.compare')}
        </Menu.Item>
        <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={onRestore}>
          {t('versions.restore')}
        </Menu.Item>
        <Menu.Item leftSection={<IconRocket size={16} aria-hidden />} onClick={onDeploy}>
          {t('versions.deploy.open')}
        </Menu.Item>
        <Menu.Item
          component="a"
          href={`/api/flows/${encodeURIComponent(id)}/export?version=${version}`}
          download={`${id}-${version}.json`}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('versions.export')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
