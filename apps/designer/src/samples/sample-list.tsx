import { Group, Loader, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import { useEditor, useGraph } from '../editor/editor-context.ts';
import { useMay } from '../session/use-may.ts';
import { AddSample } from './add-sample.tsx';
import type { Sample } from './sample-queries.ts';
import { ExampleRow, SampleRow } from './sample-row.tsx';
import classes from './samples.module.css';

type Props = { list: UseQueryResult<Sample[]>; inUse: Sample[]; trigger: string | undefined };

/** The samples a flow is tried on, and below them what is pinned to its steps. */
export function SampleList({ list, inUse, trigger }: Props) {
  const { t } = useTranslation();
  const may = useMay('builder');
  const graph = useGraph();
  const tried = useEditor((state) => state.tried);
  const all = list.data ?? [];
  const mine = all.filter(({ node }) => node === trigger);
  const others = all.filter(({ node }) => node !== trigger);
  const steps = new Map(graph.nodes.map(({ node }) => [node.id, node]));
  return (
    <div className={classes.list}>
      <Group justify="space-between" px="sm" py={6} wrap="nowrap">
        <Title order={3} size="h6">
          {t('samples.list')}
        </Title>
        {may && trigger !== undefined && <AddSample trigger={trigger} />}
      </Group>
      {list.isLoading && <Loader size="sm" m="sm" aria-label={t('app.loading')} />}
      {list.isError && (
        <Text size="sm" c="red" px="sm" role="alert">
          {failureText(list.error)}
        </Text>
      )}
      <ul className={classes.rows} aria-label={t('samples.list')}>
        {mine.length === 0 && !list.isLoading && <ExampleRow records={tried?.records ?? []} />}
        {mine.map((sample) => (
          <SampleRow key={sample.id} sample={sample} place={inUse.indexOf(sample)} records={recordsOf(sample.id)} />
        ))}
        {others.length > 0 && (
          <Text component="li" size="xs" c="dimmed" px="sm" pt="xs">
            {t('samples.ofSteps')}
          </Text>
        )}
        {others.map((sample) => (
          <SampleRow key={sample.id} sample={sample} place={-1} records={[]} of={steps.get(sample.node) ?? 'gone'} />
        ))}
      </ul>
    </div>
  );

  function recordsOf(id: string) {
    const at = tried?.samples.indexOf(id) ?? -1;
    return at === -1 ? [] : tried!.records.filter(({ index }) => index === at);
  }
}
