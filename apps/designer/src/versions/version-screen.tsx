import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Apps, connectorList, readApps } from '../nodes/apps.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { ComparedVersions } from './compared-versions.tsx';
import { DeployButton } from './deploy-button.tsx';
import { storedDraft, type VersionName, versionList } from './version-queries.ts';
import { VersionTable } from './version-table.tsx';

/** The history of a flow: who put what into service when, and what changed between any two of them. */
export function VersionScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/flows/$id/versions' });
  const draft = useQuery(storedDraft(id));
  const versions = useQuery(versionList(id));
  const connectors = useQuery(connectorList);
  const apps = useMemo(() => readApps(connectors.data?.connectors ?? []), [connectors.data]);
  const name = draft.data?.name ?? id;
  return (
    <Page
      title={t('versions.title', { name })}
      action={
        <Group gap="xs">
          <Button
            renderRoot={(props) => <Link to="/flows/$id" params={{ id }} {...props} />}
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
          >
            {t('versions.edit')}
          </Button>
          <DeployButton id={id} name={name} />
        </Group>
      }
    >
      <Shown query={versions}>
        {({ versions: all }) =>
          all.length === 0 ? (
            <Empty title={t('versions.emptyTitle')} text={t('versions.emptyText')} />
          ) : (
            <Stack gap="xl">
              <VersionTable id={id} name={name} versions={all} apps={apps} />
              <Choice id={id} versions={all.map(({ version }) => version)} apps={apps} />
            </Stack>
          )
        }
      </Shown>
    </Page>
  );
}

/** Which two are compared stands in the address; at first the newest version and the draft. */
function Choice({ id, versions, apps }: { id: string; versions: number[]; apps: Apps }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/flows/$id/versions' });
  const navigate = useNavigate({ from: '/flows/$id/versions' });
  const known = (name: VersionName | undefined) =>
    name === 'draft' || versions.includes(Number(name)) ? name : undefined;
  const before = known(search.from) ?? versions[0] ?? 'draft';
  const after = known(search.to) ?? 'draft';
  const choose = (from: VersionName, to: VersionName) => void navigate({ search: { from, to }, replace: true });
  if (apps.list.length === 0) return <Text size="sm">{t('app.loading')}</Text>;
  return <ComparedVersions id={id} versions={versions} before={before} after={after} onChoose={choose} apps={apps} />;
}
