import { Badge, Button, Group, NumberInput, Paper, Select, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { IconBolt, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActFailure } from '../alerts/act-failure.tsx';
import { api, dataOf } from '../api/client.ts';
import { useMay } from '../session/use-may.ts';
import { Shown } from '../ui/shown.tsx';
import { type Fault, faultList, useSandboxAct } from './sandbox-queries.ts';

const httpFaults = [
  ...['rateLimit', 'serverError', 'errorAfterWork', 'timeoutAfterWork', 'dropBefore', 'dropAfterWork', 'slow'],
  ...['unauthorized', 'revoked', 'duplicateDelivery'],
];
const mailFaults = ['later', 'refused', 'policy', 'tooLarge', 'cutBefore', 'cutAfter'];
/** Those that send no events have none to send twice. */
const senders = new Set(['stripe', 'slack', 'zoho-crm']);

/** How a stand-in misbehaves, on purpose. */
export function FaultView({ system }: { system: string }) {
  const { t } = useTranslation();
  const mayChange = useMay('operator');
  const faults = useQuery(faultList);
  return (
    <Stack>
      <Shown query={faults}>
        {(data) => {
          const here = data.faults.filter((fault) => fault.system === system);
          if (here.length === 0) return <Text>{t('sandbox.faults.none')}</Text>;
          return <FaultTable faults={here} />;
        }}
      </Shown>
      {mayChange && <FaultForm system={system} />}
    </Stack>
  );
}

function FaultTable({ faults }: { faults: Fault[] }) {
  const { t } = useTranslation();
  const mayChange = useMay('operator');
  const off = useSandboxAct(({ id, system }: Fault) =>
    dataOf(api.DELETE('/api/sandbox/faults', { params: { query: id === null ? { system } : { id } } })),
  );
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="xs" aria-label={t('sandbox.faults.list')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('sandbox.faults.fault')}</Table.Th>
            <Table.Th scope="col">{t('sandbox.faults.often')}</Table.Th>
            <Table.Th scope="col">{t('sandbox.faults.met')}</Table.Th>
            <Table.Th scope="col">{t('sandbox.faults.state')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {faults.map((fault) => {
            const name = t(`sandbox.kinds.${fault.fault as 'slow'}`, { defaultValue: fault.fault });
            return (
              <Table.Tr key={`${fault.id ?? fault.fault}`}>
                <Table.Th scope="row" fw={600}>
                  {name}
                  {(fault.method !== null || fault.path !== null) && (
                    <Text size="xs" c="dimmed" ff="monospace">
                      {[fault.method, fault.path].filter((part) => part !== null).join(' ')}
                    </Text>
                  )}
                </Table.Th>
                <Table.Td>{t(...often(fault))}</Table.Td>
                <Table.Td>{fault.id === null ? '–' : fault.met}</Table.Td>
                <Table.Td>
                  <Badge
                    color={fault.over ? 'gray' : 'orange'}
                    variant="light"
                    tt="none"
                    leftSection={fault.over ? <IconCheck size={12} aria-hidden /> : <IconBolt size={12} aria-hidden />}
                  >
                    {t(fault.over ? 'sandbox.faults.over' : 'sandbox.faults.active')}
                  </Badge>
                </Table.Td>
                <Table.Td ta="end">
                  {mayChange && (
                    <Button
                      size="xs"
                      variant="default"
                      loading={off.isPending}
                      aria-label={`${t('sandbox.faults.off')} ${name}`}
                      onClick={() => off.mutate(fault)}
                    >
                      {t('sandbox.faults.off')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function often({ id, times, rate }: Fault) {
  if (id === null) return ['sandbox.faults.nextMails', { count: times ?? 1 }] as const;
  if (times !== null) return ['sandbox.faults.nextCalls', { count: times }] as const;
  if (rate !== null) return ['sandbox.faults.share', { percent: Math.round(rate * 100) }] as const;
  return ['sandbox.faults.always', {}] as const;
}

type How = 'times' | 'always' | 'rate';

function FaultForm({ system }: { system: string }) {
  const { t } = useTranslation();
  const isMail = system === 'mail';
  const kinds = isMail ? mailFaults : httpFaults.filter((kind) => kind !== 'duplicateDelivery' || senders.has(system));
  const [fault, setFault] = useState(kinds[0]!);
  const [how, setHow] = useState<How>('times');
  const [amounts, setAmounts] = useState({ times: 1, percent: 20, seconds: 5 });
  const [path, setPath] = useState('');
  const asks = fault === 'slow' || fault === 'timeoutAfterWork' || fault === 'rateLimit';
  const add = useSandboxAct(() => {
    const { times, percent, seconds } = amounts;
    const body = {
      ...{ system, fault },
      ...(isMail || how === 'times' ? { times } : how === 'rate' ? { rate: percent / 100 } : {}),
      ...(fault === 'rateLimit' ? { retryAfterSeconds: seconds } : asks ? { delayMs: seconds * 1_000 } : {}),
      ...(path === '' || isMail ? {} : { path }),
    };
    return dataOf(api.POST('/api/sandbox/faults', { body }));
  });
  const amount = (name: keyof typeof amounts, min: number, max: number, label: string) => (
    <NumberInput
      label={label}
      w={210}
      required
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="blur"
      value={amounts[name]}
      onChange={(next) => typeof next === 'number' && setAmounts({ ...amounts, [name]: next })}
    />
  );
  return (
    <Paper withBorder p="md" component="section" aria-label={t('sandbox.faults.new')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(undefined);
        }}
      >
        <Stack>
          <Title order={3} size="h5">
            {t('sandbox.faults.new')}
          </Title>
          <Group align="flex-end">
            <Select
              label={t('sandbox.faults.fault')}
              data={kinds.map((kind) => ({ value: kind, label: t(`sandbox.kinds.${kind as 'slow'}`) }))}
              value={fault}
              allowDeselect={false}
              miw={340}
              onChange={(next) => next !== null && setFault(next)}
            />
            {!isMail && (
              <Select
                label={t('sandbox.faults.often')}
                data={(['times', 'always', 'rate'] as const).map((each) => ({
                  value: each,
                  label: t(`sandbox.faults.how.${each}`),
                }))}
                value={how}
                allowDeselect={false}
                onChange={(next) => setHow((next ?? 'times') as How)}
              />
            )}
            {(isMail || how === 'times') &&
              amount('times', 1, 1_000, t(isMail ? 'sandbox.faults.mails' : 'sandbox.faults.calls'))}
            {!isMail && how === 'rate' && amount('percent', 1, 100, t('sandbox.faults.percent'))}
            {asks &&
              amount(
                'seconds',
                0,
                120,
                t(fault === 'rateLimit' ? 'sandbox.faults.retryAfter' : 'sandbox.faults.seconds'),
              )}
            {!isMail && fault !== 'duplicateDelivery' && (
              <TextInput
                label={t('sandbox.faults.path')}
                placeholder="/v1/customers/*"
                maxLength={200}
                value={path}
                onChange={(event) => setPath(event.currentTarget.value)}
              />
            )}
          </Group>
          <ActFailure of={add.error} />
          <Group>
            <Button type="submit" leftSection={<IconBolt size={16} aria-hidden />} loading={add.isPending}>
              {t('sandbox.faults.switchOn')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
