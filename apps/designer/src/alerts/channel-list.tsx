import { ActionIcon, Button, Group, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { languages, moment } from '../i18n/index.ts';
import { useMay } from '../session/use-may.ts';
import { Empty } from '../ui/empty.tsx';
import { Shown } from '../ui/shown.tsx';
import { type Channel, channelList, useAlertAct } from './alert-queries.ts';
import { ChannelDialog } from './channel-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { StateBadge } from './state-badge.tsx';

/** Where alerts go, and whether they arrive. */
export function ChannelList() {
  const { t } = useTranslation();
  const channels = useQuery(channelList());
  const mayManage = useMay('admin');
  const [editing, setEditing] = useState<Channel | 'new'>();
  const [deleting, setDeleting] = useState<string>();
  const remove = useAlertAct((id: string) =>
    dataOf(api.DELETE('/api/alert-channels/{id}', { params: { path: { id } } })),
  );
  const make = mayManage && (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setEditing('new')}
      style={{ alignSelf: 'flex-start' }}
    >
      {t('alerts.newChannel')}
    </Button>
  );
  return (
    <Stack>
      <Shown query={channels}>
        {({ channels: all }) =>
          all.length === 0 ? (
            <Empty title={t('alerts.noChannels')} text={t('alerts.noChannelsText')} action={make} />
          ) : (
            <>
              {make}
              <Table.ScrollContainer minWidth={700}>
                <Table verticalSpacing="sm">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th scope="col">{t('alerts.channel')}</Table.Th>
                      <Table.Th scope="col">{t('alerts.target')}</Table.Th>
                      <Table.Th scope="col">{t('alerts.language')}</Table.Th>
                      <Table.Th scope="col">{t('alerts.state')}</Table.Th>
                      <Table.Th scope="col">{t('alerts.lastTold')}</Table.Th>
                      <Table.Th scope="col">
                        <VisuallyHidden>{t('alerts.edit')}</VisuallyHidden>
                      </Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {all.map((channel) => (
                      <Table.Tr key={channel.id}>
                        <Table.Th scope="row">{channel.name}</Table.Th>
                        <Table.Td style={{ overflowWrap: 'anywhere' }}>
                          <Text size="sm">
                            {t(`alerts.kindsOf.${channel.target.kind}`)} · {targetText(channel.target)}
                          </Text>
                        </Table.Td>
                        <Table.Td>{languages[channel.language]}</Table.Td>
                        <Table.Td maw={360}>
                          <StateBadge state={channel.trouble === null ? 'works' : 'fails'} />
                          {channel.trouble !== null && (
                            <Text size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
                              {t('alerts.failsSince', {
                                at: moment(channel.trouble.at),
                                why: channel.trouble.message,
                              })}
                            </Text>
                          )}
                        </Table.Td>
                        <Table.Td>{channel.toldAt === null ? t('alerts.never') : moment(channel.toldAt)}</Table.Td>
                        <Table.Td>
                          <Group gap="xs" justify="flex-end" wrap="nowrap">
                            <TestButton of={channel} />
                            {mayManage && (
                              <ActionIcon
                                variant="default"
                                size="md"
                                onClick={() => setEditing(channel)}
                                aria-label={t('alerts.editOf', { what: channel.name })}
                              >
                                <IconPencil size={16} aria-hidden />
                              </ActionIcon>
                            )}
                            {mayManage && (
                              <ActionIcon
                                variant="default"
                                size="md"
                                onClick={() => setDeleting(channel.id)}
                                aria-label={t('alerts.deleteOf', { what: channel.name })}
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
              </Table.ScrollContainer>
            </>
          )
        }
      </Shown>
      {editing !== undefined && (
        <ChannelDialog of={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
      <DeleteDialog
        text={t('alerts.deleteChannel')}
        opened={deleting !== undefined}
        act={remove}
        of={deleting ?? ''}
        onClose={() => setDeleting(undefined)}
      />
    </Stack>
  );
}

function targetText(target: Channel['target']): string {
  if (target.kind === 'mail') return target.to.join(', ');
  return target.kind === 'slack' ? target.label : target.url;
}

function TestButton({ of: { id, name } }: { of: Channel }) {
  const { t } = useTranslation();
  const mayTest = useMay('builder');
  const test = useAlertAct((channel: string) =>
    dataOf(api.POST('/api/alert-channels/{id}/test', { params: { path: { id: channel } }, body: {} })),
  );
  if (!mayTest) return null;
  const tell = {
    onSuccess: () => void notifications.show({ color: 'green', message: t('alerts.tested', { name }) }),
    onError: (failure: unknown) =>
      void notifications.show({ color: 'red', autoClose: false, title: name, message: failureText(failure) }),
  };
  return (
    <Button
      size="xs"
      variant="default"
      loading={test.isPending}
      onClick={() => test.mutate(id, tell)}
      aria-label={t('alerts.testOf', { name })}
    >
      {t('alerts.test')}
    </Button>
  );
}
