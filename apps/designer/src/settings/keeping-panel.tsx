import { Badge, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { useFlowName } from '../runs/run-queries.ts';
import { number } from '../ui/amounts.ts';
import { Shown } from '../ui/shown.tsx';
import { CleanUps } from './clean-ups.tsx';
import { type Changing, KeepingDialog } from './keeping-dialog.tsx';
import { bytes, type Days, type Keeping, keepingList, kinds, type OwnKeeping } from './settings-queries.ts';
import { useDays } from './use-days.ts';

/** How long things are kept, how much there is of each flow, and what the last clean-ups did. */
export function KeepingPanel() {
  const { t } = useTranslation();
  const [changing, setChanging] = useState<Changing>();
  return (
    <Shown query={useQuery(keepingList)}>
      {(keeping) => (
        <Stack gap="xl">
          <Text maw="52rem">{t('settings.keeping.text')}</Text>
          <Environments of={keeping} onChange={setChanging} />
          <Flows of={keeping} onChange={setChanging} />
          <CleanUps of={keeping} />
          {changing !== undefined && (
            <KeepingDialog keeping={keeping} changing={changing} onClose={() => setChanging(undefined)} />
          )}
        </Stack>
      )}
    </Shown>
  );
}

type Part = { of: Keeping; onChange: (changing: Changing) => void };

function Environments({ of: { environments }, onChange }: Part) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="kept-environments">
      <Title order={2} size="h4" mb="xs" id="kept-environments">
        {t('settings.keeping.environments')}
      </Title>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('settings.keeping.environment')}</Table.Th>
              <KindHeads />
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {environments.map(({ environmentId, name, own, effective }) => (
              <Table.Tr key={environmentId}>
                <Table.Th scope="row">{name}</Table.Th>
                <Times own={own} effective={effective} />
                <Table.Td ta="right">
                  <ChangeButton name={name} onClick={() => onChange({ environmentId, name })} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function Flows({ of: { flows, environments, countedAt, diskBytes }, onChange }: Part) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  const environmentName = (id: string) => environments.find((one) => one.environmentId === id)?.name ?? id;
  const size = bytes(diskBytes);
  return (
    <section aria-labelledby="kept-flows">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="kept-flows">
          {t('settings.keeping.flows')}
        </Title>
        <Button variant="default" size="xs" onClick={() => onChange({ name: '' })}>
          {t('settings.keeping.addFlow')}
        </Button>
      </Group>
      <Text size="sm" mb="xs">
        {t('settings.keeping.flowsText')}{' '}
        {countedAt === null
          ? t('settings.keeping.notCounted', { size })
          : t('settings.keeping.counted', { when: moment(countedAt), size })}
      </Text>
      {flows.length === 0 ? (
        <Text size="sm">{t('settings.keeping.noFlows')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={900}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('settings.keeping.flow')}</Table.Th>
                <Table.Th scope="col">{t('settings.keeping.environment')}</Table.Th>
                <Table.Th scope="col" ta="right">
                  {t('settings.keeping.records')}
                </Table.Th>
                <Table.Th scope="col" ta="right">
                  {t('settings.keeping.size')}
                </Table.Th>
                <Table.Th scope="col" ta="right">
                  {t('settings.keeping.failures')}
                </Table.Th>
                <Table.Th scope="col">{t('settings.keeping.oldest')}</Table.Th>
                <KindHeads />
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {flows.map(({ flowId, environmentId, own, effective, ...kept }) => (
                <Table.Tr key={`${flowId} ${environmentId}`}>
                  <Table.Th scope="row">{nameOf(flowId)}</Table.Th>
                  <Table.Td>{environmentName(environmentId)}</Table.Td>
                  <Table.Td ta="right">{number(kept.records)}</Table.Td>
                  <Table.Td ta="right">{bytes(kept.payloadBytes)}</Table.Td>
                  <Table.Td ta="right">
                    {kept.failures === 0 ? '–' : `${number(kept.failures)} (${bytes(kept.failureBytes)})`}
                  </Table.Td>
                  <Table.Td>{kept.oldest ?? '–'}</Table.Td>
                  <Times own={own} effective={effective} />
                  <Table.Td ta="right">
                    <ChangeButton
                      name={`${nameOf(flowId)}, ${environmentName(environmentId)}`}
                      onClick={() => onChange({ environmentId, flowId, name: nameOf(flowId) })}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}

function KindHeads() {
  const { t } = useTranslation();
  return kinds.map((kind) => (
    <Table.Th scope="col" key={kind}>
      {t(`settings.keeping.kinds.${kind}`)}
    </Table.Th>
  ));
}

function Times({ own, effective }: { own: OwnKeeping; effective: Record<(typeof kinds)[number], Days> }) {
  const { t } = useTranslation();
  const days = useDays();
  return kinds.map((kind) => (
    <Table.Td key={kind}>
      <Group gap={6} wrap="nowrap">
        {days(effective[kind])}
        {own[kind] !== null && (
          <Badge size="sm" variant="outline" color="gray" tt="none">
            {t('settings.keeping.own')}
          </Badge>
        )}
      </Group>
    </Table.Td>
  ));
}

function ChangeButton({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Button variant="subtle" size="compact-sm" onClick={onClick} aria-label={t('settings.keeping.changeOf', { name })}>
      {t('settings.keeping.change')}
    </Button>
  );
}
