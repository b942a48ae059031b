import { Alert, Button, Group, JsonInput, Modal, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProvider } from '../inspector/form-context.ts';
import type { JsonSchema } from '../inspector/json-schema.ts';
import { SchemaForm, withField } from '../inspector/schema-form.tsx';
import { connectorList, readApps } from '../nodes/apps.ts';
import { readJson } from './decide-panel.tsx';
import { type Failure, versionOf } from './inbox-queries.ts';
import { MappingPreview } from './mapping-preview.tsx';
import { useInboxActs } from './use-inbox-acts.ts';

const bare = { path: '', problems: [], literalsOnly: true, sources: [] };

/** The record's data, corrected as a form or as JSON, with what it would then send beside; saved, it runs again. */
export function EditRecord({ failure, onClose }: { failure: Failure; onClose: () => void }) {
  const { t } = useTranslation();
  const { retry } = useInboxActs();
  const isObject = typeof failure.data === 'object' && failure.data !== null && !Array.isArray(failure.data);
  const [as, setAs] = useState<'form' | 'json'>(isObject ? 'form' : 'json');
  const [data, setData] = useState<unknown>(failure.data);
  const [text, setText] = useState(() => JSON.stringify(failure.data, undefined, 2));
  const schema = useTriggerSchema(failure);
  const typed = readJson(text);
  const current = as === 'form' ? data : typed.ok ? typed.value : undefined;
  const wrong = as === 'json' && !typed.ok;
  const changed = JSON.stringify(current) !== JSON.stringify(failure.data);
  const turn = (to: 'form' | 'json') => {
    if (to === 'json') setText(JSON.stringify(data, undefined, 2));
    else if (typed.ok) setData(typed.value);
    else return;
    setAs(to);
  };
  const refused = retry.data?.refused[0];
  return (
    <Modal
      opened
      onClose={onClose}
      size="80rem"
      title={t('inbox.edit.title')}
      closeButtonProps={{ 'aria-label': t('inbox.actions.close') }}
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Stack gap="sm">
          {isObject && (
            <SegmentedControl
              value={as}
              onChange={(to) => turn(to as 'form' | 'json')}
              data={[
                { value: 'form', label: t('inbox.edit.form') },
                { value: 'json', label: t('inbox.edit.json') },
              ]}
              aria-label={t('inbox.edit.title')}
              w="fit-content"
            />
          )}
          {as === 'form' ? (
            <FormProvider value={bare}>
              <SchemaForm
                schema={schema}
                value={data as Record<string, unknown>}
                onChange={(name, value) => setData(withField(data as Record<string, unknown>, name, value))}
                path=""
              />
            </FormProvider>
          ) : (
            <JsonInput
              aria-label={t('inbox.edit.json')}
              value={text}
              onChange={setText}
              autosize
              minRows={12}
              maxRows={28}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
              error={typed.ok ? undefined : t('inbox.edit.notJson', { why: typed.why })}
            />
          )}
        </Stack>
        <MappingPreview failure={failure} data={wrong ? undefined : current} />
      </SimpleGrid>
      {refused !== undefined && (
        <Alert color="red" variant="light" mt="md" role="alert">
          {refused.message}
        </Alert>
      )}
      <Group justify="flex-end" mt="md">
        {!changed && !wrong && (
          <Text size="sm" c="dimmed">
            {t('inbox.edit.unchanged')}
          </Text>
        )}
        <Button variant="default" onClick={onClose}>
          {t('inbox.actions.cancel')}
        </Button>
        <Button
          disabled={wrong || !changed}
          loading={retry.isPending}
          onClick={() =>
            retry.mutate(
              { id: failure.id, data: current },
              { onSuccess: ({ accepted }) => accepted.length > 0 && onClose() },
            )
          }
        >
          {t('inbox.edit.go')}
        </Button>
      </Group>
    </Modal>
  );
}

/** What the trigger says that its records are; without it every field is free. */
function useTriggerSchema({ flowId, version }: Failure): JsonSchema {
  const document = useQuery(versionOf(flowId, version)).data?.document;
  const connectors = useQuery(connectorList).data?.connectors;
  const nodes = (document as { nodes?: { kind: string; uses?: string }[] } | undefined)?.nodes ?? [];
  const uses = nodes.find(({ kind }) => kind === 'trigger')?.uses;
  if (uses === undefined || connectors === undefined) return {};
  const found = readApps(connectors).find(uses);
  return found?.kind === 'trigger' ? (found.of.output as JsonSchema) : {};
}
