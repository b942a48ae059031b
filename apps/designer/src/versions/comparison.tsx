import { Paper, Stack, Text, Title } from '@mantine/core';
import type { FlowDocument } from '@raccord/contract';
import { diffFlows } from '@raccord/runtime/flow/diff-flows';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Apps } from '../nodes/apps.ts';
import { ChangeList } from './change-list.tsx';
import { CompareDrawing } from './compare-drawing.tsx';

type Props = { title: string; before: FlowDocument; after: FlowDocument; apps: Apps };

/** What changed from one version to another: drawn, and in sentences. */
export function Comparison({ title, before, after, apps }: Props) {
  const { t } = useTranslation();
  const compared = useMemo(() => ({ before, after, apps }), [before, after, apps]);
  const changes = useMemo(() => diffFlows(before, after), [before, after]);
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <div>
        <Title order={2} size="h4">
          {title}
        </Title>
        {changes.length > 0 && <Text size="sm">{t('versions.count', { count: changes.length })}</Text>}
      </div>
      {changes.length > 0 && <CompareDrawing compared={compared} changes={changes} />}
      <Paper withBorder p="md">
        <ChangeList changes={changes} compared={compared} />
      </Paper>
    </Stack>
  );
}
