import { Anchor, Select, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { EnvironmentName } from '../runs/run-list.tsx';
import { flowNames, useFlowName } from '../runs/run-queries.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { triggerStates } from './trigger-queries.ts';

/** All that starts flows. */
export function TriggerList() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/triggers' });
  const { flow } = useSearch({ from: '/inside/triggers' });
  const triggers = useQuery(triggerStates(flow));
  const flows = useQuery(flowNames).data?.flows ?? [];
  const nameOf = useFlowName();
  return (
    <Page title={t('triggers.title')}>
      <Text mb="md">{t('triggers.text')}</Text>
      <Select
        label={t('triggers.flow')}
        placeholder={t('triggers.all')}
        data={flows.map(({ id, name }) => ({ value: id, label: name }))}
        value={flow ?? null}
        onChange={(value) => void navigate({ search: value === null ? {} : { flow: value }, replace: true })}
        clearable
        searchable
        maw={360}
        mb="md"
      />
      <Shown query={triggers}>
        {({ triggers: all }) =>
          all.length === 0 ? (
            <Empty title={t('triggers.emptyTitle')} text={t('triggers.emptyText')} />
          ) : (
            <Table.ScrollContainer minWidth={720}>
              <Table verticalSpacing="sm" highlightOnHover>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('triggers.flow')}</Table.Th>
                    <Table.Th scope="col">{t('triggers.kind')}</Table.Th>
                    <Table.Th scope="col">{t('triggers.last')}</Table.Th>
                    <Table.Th scope="col">{t('triggers.next')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {all.map((trigger) => (
                    <Table.Tr key={trigger.id}>
                      <Table.Th scope="row">
                        <Anchor
                          inherit
                          c="inherit"
                          renderRoot={(props) => <Link {...props} to="/triggers/$id" params={{ id: trigger.id }} />}
                        >
                          {nameOf(trigger.flowId)} › {trigger.node}
                        </Anchor>{' '}
                        <EnvironmentName id={trigger.environmentId} />
                      </Table.Th>
                      <Table.Td>{t(`triggers.kinds.${trigger.kind}`)}</Table.Td>
                      <Table.Td>
                        {trigger.lastFiredAt === null ? t('triggers.never') : moment(trigger.lastFiredAt)}
                      </Table.Td>
                      <Table.Td>
                        {!trigger.active
                          ? t('triggers.inactive')
                          : trigger.nextDueAt === null
                            ? t('triggers.notDue')
                            : moment(trigger.nextDueAt)}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Shown>
    </Page>
  );
}
