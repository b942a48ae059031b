import { Accordion, Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nodeOfId } from '../canvas/graph.ts';
import { pathWords } from '../inspector/path-words.ts';
import type { Problem } from '../store/editor-store.ts';
import { useEditor, useGraph, useOpen } from './editor-context.ts';

/** Everything that is wrong with the flow; each leads to its place. */
export function ProblemList() {
  const { t } = useTranslation();
  const { editor, apps } = useOpen();
  const graph = useGraph();
  const problems = useEditor((state) => state.problems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const go = ({ node, path }: Problem) => {
    const key = node === undefined ? undefined : nodeOfId(graph, node)?.key;
    editor.select(key === undefined ? [] : [key]);
    editor.focus(path);
  };
  const sentence = ({ message, path, node: id }: Problem) => {
    const node = id === undefined ? undefined : nodeOfId(graph, id)?.node;
    return node === undefined || path === ''
      ? message
      : message.replaceAll(path, `“${pathWords(path, node, apps, t)}”`);
  };
  if (problems.length === 0)
    return (
      <Group gap={6} p="xs">
        <IconCircleCheck size={16} aria-hidden />
        <Text size="sm">{t('editor.problems.none')}</Text>
      </Group>
    );
  const counted = [
    ...(errors > 0 ? [t('editor.problems.errors', { count: errors })] : []),
    ...(warnings > 0 ? [t('editor.problems.warnings', { count: warnings })] : []),
  ].join(', ');
  return (
    <Accordion defaultValue="problems" chevronPosition="left" order={2}>
      <Accordion.Item value="problems">
        <Accordion.Control>
          <Text size="sm" fw={600}>
            {t('editor.problems.title')}
            {t('app.colon')} {counted}
          </Text>
        </Accordion.Control>
        <Accordion.Panel>
          <ScrollArea.Autosize mah={140} type="auto">
            <Stack gap={2} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {problems.map((problem, index) => (
                // The same thing can be wrong twice in one place.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <li key={`${problem.path} ${problem.code} ${index}`}>
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-sm"
                    justify="flex-start"
                    fullWidth
                    h="auto"
                    py={4}
                    leftSection={<Severity of={problem.severity} />}
                    styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
                    onClick={() => go(problem)}
                  >
                    {sentence(problem)}
                  </Button>
                </li>
              ))}
            </Stack>
          </ScrollArea.Autosize>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

function Severity({ of }: { of: Problem['severity'] }) {
  const { t } = useTranslation();
  const Icon = of === 'error' ? IconAlertCircle : IconAlertTriangle;
  const colour = of === 'error' ? 'red' : 'orange';
  return (
    <Icon
      size={16}
      role="img"
      aria-label={t(`editor.problems.${of}`)}
      color={`var(--mantine-color-${colour}-filled)`}
    />
  );
}
