import { Button, Group, Loader, Table, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { moment } from '../i18n/index.ts';
import { type Keeping, useAct } from './settings-queries.ts';

type CleanUp = Keeping['cleanUps'][number];

export function CleanUps({ of: { cleanUps } }: { of: Keeping }) {
  const { t } = useTranslation();
  const asking = useAct('keeping', () => dataOf(api.POST('/api/keeping/clean-up')));
  const ask = () =>
    asking.mutate(undefined, {
      onSuccess: () => notifications.show({ message: t('settings.keeping.wanted') }),
      onError: (failure) => notifications.show({ color: 'red', message: failureText(failure) }),
    });
  return (
    <section aria-labelledby="clean-ups">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="clean-ups">
          {t('settings.keeping.cleanUps')}
        </Title>
        <Button variant="default" size="xs" loading={asking.isPending} onClick={ask}>
          {t('settings.keeping.cleanUp')}
        </Button>
      </Group>
      {cleanUps.length === 0 ? (
        <Text size="sm">{t('settings.keeping.none')}</Text>
      ) : (
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" w={220}>
                {t('settings.keeping.when')}
              </Table.Th>
              <Table.Th scope="col">{t('settings.keeping.done')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cleanUps.map((each) => (
              <Table.Tr key={each.id}>
                <Table.Td>{moment(each.startedAt)}</Table.Td>
                <Table.Td>
                  <Done of={each} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

function Done({ of }: { of: CleanUp }) {
  const { t } = useTranslation();
  if (of.failure !== null)
    return (
      <Group gap={6} wrap="nowrap">
        <IconAlertTriangle size={16} aria-hidden />
        {t('settings.keeping.failed', { failure: of.failure })}
      </Group>
    );
  if (of.endedAt === null)
    return (
      <Group gap={6}>
        <Loader size={14} aria-hidden />
        {t('settings.keeping.running')}
      </Group>
    );
  const parts = (['dropped', 'emptied', 'deleted'] as const)
    .filter((what) => of[what] > 0)
    .map((what) => t(`settings.keeping.${what}`, { count: of[what] }));
  if (of.more) parts.push(t('settings.keeping.more'));
  return (
    <Group gap={6} wrap="nowrap">
      <IconCheck size={16} aria-hidden />
      {parts.length === 0 ? t('settings.keeping.nothing') : parts.join(' · ')}
    </Group>
  );
}
