import { Alert, Button, Group, NumberInput, Stack, Text, Title } from '@mantine/core';
import type { FlowDocument } from '@raccord/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { connectorList, readApps } from '../nodes/apps.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { impactSummary, isSame } from './impact-summary.ts';
import { ImpactTable } from './impact-table.tsx';
import type { VersionName } from './version-queries.ts';

type Props = { id: string; version: VersionName; environment: string; document: FlowDocument };

/** Takes past records through the version in service and through this one, and says what would be different. */
export function ImpactSection({ id, version, environment, document }: Props) {
  const { t } = useTranslation();
  const [count, setCount] = useState(20);
  const connectors = useQuery(connectorList);
  const apps = useMemo(() => readApps(connectors.data?.connectors ?? []), [connectors.data]);
  const looking = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/api/flows/{id}/impact', {
          params: { path: { id } },
          body: { environment, count, ...(version === 'draft' ? {} : { version }) },
        }),
      ),
  });
  const stepOf = (node: string) => {
    const found = document.nodes.find((one) => one.id === node);
    return found === undefined ? node : describeNode(found, apps, t).title;
  };
  const { data } = looking;
  return (
    <Stack gap="xs" component="section" aria-label={t('versions.impact.title')}>
      <Title order={3} size="h6">
        {t('versions.impact.title')}
      </Title>
      <Text size="sm">{t('versions.impact.text', { environment })}</Text>
      <Group align="flex-end">
        <NumberInput
          label={t('versions.impact.count')}
          value={count}
          onChange={(value) => setCount(Math.min(100, Math.max(1, Number(value) || 1)))}
          min={1}
          max={100}
          w={120}
        />
        <Button variant="default" onClick={() => looking.mutate()} loading={looking.isPending}>
          {t('versions.impact.look')}
        </Button>
      </Group>
      {looking.isError && (
        <Alert color="red" role="alert">
          {failureText(looking.error)}
        </Alert>
      )}
      <div role="status" aria-live="polite">
        {data !== undefined && (
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {impactSummary(data.records, stepOf, t)}
          </Text>
        )}
      </div>
      {data !== undefined && (
        <>
          <ImpactTable records={data.records.filter((record) => !isSame(record))} stepOf={stepOf} />
          {data.late > 0 && <Text size="xs">{t('versions.impact.late', { count: data.late })}</Text>}
          {data.tooLarge > 0 && <Text size="xs">{t('versions.impact.tooLarge', { count: data.tooLarge })}</Text>}
          {data.guessed.length > 0 && (
            <Text size="xs">{t('versions.impact.guessed', { steps: data.guessed.map(stepOf).join(', ') })}</Text>
          )}
        </>
      )}
    </Stack>
  );
}
