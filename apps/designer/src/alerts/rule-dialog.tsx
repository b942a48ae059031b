import { Button, Divider, Group, Modal, MultiSelect, NumberInput, Select, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { environmentList } from '../environments/environment-queries.ts';
import { flowList } from '../inbox/inbox-flows.ts';
import { ActFailure } from './act-failure.tsx';
import { channelList, type RuleBody, useAlertAct } from './alert-queries.ts';
import { ConditionFields, conditions } from './condition-fields.tsx';
import { RulePreview } from './rule-preview.tsx';

export const newRule: RuleBody = {
  condition: conditions.failures,
  flow: null,
  tag: null,
  environmentId: null,
  channelIds: [],
  escalation: null,
  enabled: true,
};

type Props = { id: string | null; start: RuleBody; onClose: () => void };

/** Makes a rule or changes one, and says all the while what it would do. */
export function RuleDialog({ id, start, onClose }: Props) {
  const { t } = useTranslation();
  const [body, setBody] = useState(start);
  const change = (part: Partial<RuleBody>) => setBody((before) => ({ ...before, ...part }));
  const save = useAlertAct((rule: RuleBody) =>
    id === null
      ? dataOf(api.POST('/api/alert-rules', { body: rule }))
      : dataOf(api.PUT('/api/alert-rules/{id}', { params: { path: { id } }, body: rule })),
  );
  const channels = (useQuery(channelList()).data?.channels ?? []).map((one) => ({ value: one.id, label: one.name }));
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('connections.close') }}
      opened
      onClose={onClose}
      title={t(id === null ? 'alerts.newRule' : 'alerts.editRule')}
      size="lg"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(body, { onSuccess: onClose });
        }}
      >
        <Stack>
          <ConditionFields
            of={body.condition}
            onChange={(condition) =>
              change({ condition, ...(condition.kind === 'held' ? { flow: null, tag: null } : {}) })
            }
          />
          <ScopeFields of={body} onChange={change} />
          <MultiSelect
            label={t('alerts.tell')}
            description={t('alerts.tellHelp')}
            data={channels}
            value={body.channelIds}
            maxValues={10}
            onChange={(channelIds) => change({ channelIds })}
            comboboxProps={{ withinPortal: false }}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: 'end' }}>
            <Select
              label={t('alerts.escalateTo')}
              placeholder={t('alerts.nobody')}
              data={channels}
              clearable
              value={body.escalation?.channelId ?? null}
              onChange={(channelId) =>
                change({
                  escalation:
                    channelId === null ? null : { channelId, afterMinutes: body.escalation?.afterMinutes ?? 30 },
                })
              }
              comboboxProps={{ withinPortal: false }}
            />
            {body.escalation !== null && (
              <NumberInput
                label={t('alerts.after')}
                required
                min={1}
                max={10_080}
                allowDecimal={false}
                clampBehavior="blur"
                value={body.escalation.afterMinutes}
                onChange={(next) =>
                  typeof next === 'number' &&
                  body.escalation !== null &&
                  change({ escalation: { ...body.escalation, afterMinutes: next } })
                }
              />
            )}
          </SimpleGrid>
          <Divider />
          <RulePreview body={body} />
          <ActFailure of={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('alerts.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('alerts.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** One flow, the flows with a tag, or all; one environment or all. */
function ScopeFields({ of, onChange }: { of: RuleBody; onChange: (part: Partial<RuleBody>) => void }) {
  const { t } = useTranslation();
  const flows = useQuery(flowList).data?.flows ?? [];
  const environments = useQuery(environmentList).data?.environments ?? [];
  const tags = [...new Set([...flows.flatMap((flow) => flow.tags), ...(of.tag === null ? [] : [of.tag])])].sort();
  const known = flows.some(({ id }) => id === of.flow) || of.flow === null ? [] : [{ id: of.flow, name: of.flow }];
  const choices = [
    { value: 'all', label: t('alerts.anyFlow') },
    ...tags.map((tag) => ({ value: `tag:${tag}`, label: t('alerts.tag', { tag }) })),
    ...[...known, ...flows].map(({ id, name }) => ({ value: `flow:${id}`, label: t('alerts.flow', { name }) })),
  ];
  const chosen = of.flow !== null ? `flow:${of.flow}` : of.tag !== null ? `tag:${of.tag}` : 'all';
  const choose = (value: string) =>
    onChange({
      flow: value.startsWith('flow:') ? value.slice(5) : null,
      tag: value.startsWith('tag:') ? value.slice(4) : null,
    });
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Select
        label={t('alerts.of')}
        data={choices}
        value={chosen}
        allowDeselect={false}
        searchable
        disabled={of.condition.kind === 'held'}
        onChange={(next) => choose(next ?? 'all')}
        comboboxProps={{ withinPortal: false }}
      />
      <Select
        label={t('alerts.environment')}
        placeholder={t('alerts.anyEnvironment')}
        data={environments.map(({ id, name }) => ({ value: id, label: name }))}
        value={of.environmentId}
        clearable
        onChange={(environmentId) => onChange({ environmentId })}
        comboboxProps={{ withinPortal: false }}
      />
    </SimpleGrid>
  );
}
