import { ActionIcon, Badge, Button, Group, Stack, Switch, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { moment } from '../i18n/index.ts';
import { flowList } from '../inbox/inbox-flows.ts';
import { useMay } from '../session/use-may.ts';
import { Shown } from '../ui/shown.tsx';
import { ActFailure } from './act-failure.tsx';
import { type Mute, type Rule, type RuleBody, ruleList, useAlertAct } from './alert-queries.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { MuteMenu } from './incident-card.tsx';
import { newRule, RuleDialog } from './rule-dialog.tsx';

type Editing = { id: string | null; body: RuleBody };

const bodyOf = ({ condition, flow, tag, environmentId, channelIds, escalation, enabled }: Rule): RuleBody => ({
  ...{ condition, flow, tag, environmentId, channelIds, escalation, enabled },
});

/** The rules as sentences. */
export function RuleList() {
  const { t } = useTranslation();
  const rules = useQuery(ruleList());
  const mayBuild = useMay('builder');
  const [editing, setEditing] = useState<Editing>();
  const [deleting, setDeleting] = useState<string>();
  const save = useAlertAct(({ id, body }: { id: string; body: RuleBody }) =>
    dataOf(api.PUT('/api/alert-rules/{id}', { params: { path: { id } }, body })),
  );
  const remove = useAlertAct((id: string) => dataOf(api.DELETE('/api/alert-rules/{id}', { params: { path: { id } } })));
  return (
    <Stack>
      {mayBuild && (
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEditing({ id: null, body: newRule })}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('alerts.newRule')}
        </Button>
      )}
      <ActFailure of={save.error} />
      <Shown query={rules}>
        {({ rules: all, mutes }) => (
          <>
            <Table verticalSpacing="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col" w={90}>
                    {t('alerts.active')}
                  </Table.Th>
                  <Table.Th scope="col">{t('alerts.rule')}</Table.Th>
                  <Table.Th scope="col">
                    <VisuallyHidden>{t('alerts.edit')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((rule) => (
                  <Table.Tr key={rule.id}>
                    <Table.Td>
                      <Switch
                        checked={rule.enabled}
                        disabled={!mayBuild}
                        onChange={(event) =>
                          save.mutate({ id: rule.id, body: { ...bodyOf(rule), enabled: event.currentTarget.checked } })
                        }
                        aria-label={t('alerts.activeOf', { what: rule.sentence })}
                      />
                    </Table.Td>
                    <Table.Th scope="row" fw="normal">
                      <Sentence of={rule} />
                    </Table.Th>
                    <Table.Td>
                      <Group gap="xs" justify="flex-end" wrap="nowrap">
                        <MuteMenu ruleId={rule.id} flow={null} what={rule.sentence} />
                        {mayBuild && (
                          <ActionIcon
                            variant="default"
                            size="md"
                            onClick={() => setEditing({ id: rule.id, body: bodyOf(rule) })}
                            aria-label={t('alerts.editOf', { what: rule.sentence })}
                          >
                            <IconPencil size={16} aria-hidden />
                          </ActionIcon>
                        )}
                        {mayBuild && (
                          <ActionIcon
                            variant="default"
                            size="md"
                            style={rule.builtin ? { visibility: 'hidden' } : {}}
                            onClick={() => setDeleting(rule.id)}
                            aria-label={t('alerts.deleteOf', { what: rule.sentence })}
                          >
                            <IconTrash size={16} aria-hidden />
                          </ActionIcon>
                        )}
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            <Mutes mutes={mutes} rules={all} />
          </>
        )}
      </Shown>
      {editing !== undefined && (
        <RuleDialog id={editing.id} start={editing.body} onClose={() => setEditing(undefined)} />
      )}
      <DeleteDialog
        text={t('alerts.deleteRule')}
        opened={deleting !== undefined}
        act={remove}
        of={deleting ?? ''}
        onClose={() => setDeleting(undefined)}
      />
    </Stack>
  );
}

function Sentence({ of }: { of: Rule }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {of.sentence}
      </Text>
      <Group gap="xs">
        {of.builtin && (
          <Badge variant="default" tt="none">
            {t('alerts.builtin')}
          </Badge>
        )}
        {of.open > 0 && (
          <Badge color="red" variant="light" tt="none">
            {t('alerts.openNow', { count: of.open })}
          </Badge>
        )}
        {of.mutedUntil !== null && (
          <Badge color="gray" variant="light" tt="none">
            {t('alerts.mutedUntil', { at: moment(of.mutedUntil) })}
          </Badge>
        )}
      </Group>
      {of.troubles.map((trouble) => (
        <Text key={trouble} size="sm" c="red.8" darkHidden>
          {trouble}
        </Text>
      ))}
      {of.troubles.map((trouble) => (
        <Text key={trouble} size="sm" c="red.4" lightHidden>
          {trouble}
        </Text>
      ))}
    </Stack>
  );
}

function Mutes({ mutes, rules }: { mutes: readonly Mute[]; rules: readonly Rule[] }) {
  const { t } = useTranslation();
  const mayAct = useMay('operator');
  const flows = useQuery(flowList).data?.flows ?? [];
  const unmute = useAlertAct((id: string) => dataOf(api.DELETE('/api/alert-mutes/{id}', { params: { path: { id } } })));
  if (mutes.length === 0) return null;
  const whatOf = ({ ruleId, flowId }: Mute) => {
    const rule =
      ruleId === null
        ? t('alerts.anyRule')
        : (rules.find(({ id }) => id === ruleId)?.sentence ?? t('alerts.deletedRule'));
    const flow = flows.find(({ id }) => id === flowId)?.name ?? flowId;
    return flowId === null ? rule : t('alerts.forFlow', { rule, flow });
  };
  return (
    <Stack gap="xs" component="section" aria-label={t('alerts.mutes')}>
      <Title order={2} size="h5">
        {t('alerts.mutes')}
      </Title>
      {mutes.map((mute) => (
        <Group key={mute.id} gap="xs">
          <Text size="sm">{t('alerts.muteLine', { what: whatOf(mute), until: moment(mute.until), who: mute.by })}</Text>
          {mayAct && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => unmute.mutate(mute.id)}
              aria-label={t('alerts.unmuteOf', { what: whatOf(mute) })}
            >
              {t('alerts.unmute')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}
