import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { currentLanguage } from '../i18n/index.ts';
import type { App } from '../nodes/apps.ts';
import { useMay } from '../session/use-may.ts';
import { ConnectionDialog } from './connection-dialog.tsx';
import type { ConnectionDetail } from './connection-queries.ts';
import { ConsentState } from './consent-state.tsx';
import { healthOf } from './health.tsx';
import { useConnectionTest } from './use-connection-test.ts';
import { useConsent } from './use-consent.ts';

type Props = { of: ConnectionDetail; app: App | undefined };

/** What can be done with a connection; what takes something away asks first, and says what it takes. */
export function ConnectionActions({ of, app }: Props) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'edit' | 'revoke' | 'delete'>();
  const mayManage = useMay('admin');
  const mayTest = useMay('builder');
  const test = useConnectionTest();
  const { consent, start } = useConsent();
  const byConsent = app?.auth.scopes !== undefined;
  const connected = healthOf(of, byConsent) !== 'notConnected';
  const close = () => setAsked(undefined);
  return (
    <Stack gap="sm">
      <Group gap="xs">
        {mayTest && (
          <Button variant="default" onClick={() => test.mutate(of.id)} loading={test.isPending}>
            {t('connections.test')}
          </Button>
        )}
        {mayManage && byConsent && (
          <Button
            variant={connected ? 'default' : 'filled'}
            onClick={() => void start(of.id)}
            loading={consent.state === 'opening'}
          >
            {connected ? t('connections.reconnect') : t('connections.connect')}
          </Button>
        )}
        {mayManage && (
          <>
            {app !== undefined && (
              <Button variant="default" onClick={() => setAsked('edit')}>
                {t('connections.edit')}
              </Button>
            )}
            {byConsent && connected && (
              <Button variant="default" onClick={() => setAsked('revoke')}>
                {t('connections.revoke')}
              </Button>
            )}
            <Button variant="light" color="red" onClick={() => setAsked('delete')}>
              {t('connections.delete')}
            </Button>
          </>
        )}
      </Group>
      <ConsentState of={consent} app={app?.title[currentLanguage()] ?? of.connector} />
      {test.isSuccess && (
        <Alert color="green" variant="light" role="status">
          {t('connections.works', { name: of.name, account: test.data.account })}
        </Alert>
      )}
      {test.isError && (
        <Alert color="red" variant="light" role="alert">
          {failureText(test.error)}
        </Alert>
      )}
      <ConnectionDialog of={asked === 'edit' ? { connection: of } : undefined} onClose={close} />
      <Modal
        opened={asked === 'revoke' || asked === 'delete'}
        onClose={close}
        closeButtonProps={{ 'aria-label': t('connections.close') }}
        title={t(asked === 'revoke' ? 'connections.revokeTitle' : 'connections.deleteTitle', { name: of.name })}
      >
        {(asked === 'revoke' || asked === 'delete') && <TakeAway of={of} what={asked} onDone={close} />}
      </Modal>
    </Stack>
  );
}

function TakeAway({ of, what, onDone }: { of: ConnectionDetail; what: 'revoke' | 'delete'; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const params = { path: { id: of.id } };
  const act = useMutation({
    mutationFn: async (): Promise<string> => {
      if (what === 'delete') {
        await dataOf(api.DELETE('/api/connections/{id}', { params }));
        return t('connections.deleted', { name: of.name });
      }
      const { told, message } = await dataOf(api.POST('/api/connections/{id}/revoke', { params, body: {} }));
      return told
        ? t('connections.revoked', { name: of.name })
        : t('connections.revokedHere', { message: message ?? '' });
    },
    onSuccess: async (message) => {
      onDone();
      notifications.show({ color: 'gray', message });
      await queries.invalidateQueries({ queryKey: ['connections'] });
      if (what === 'delete') await navigate({ to: '/connections' });
      else await queries.invalidateQueries({ queryKey: ['connection', of.id] });
    },
  });
  return (
    <Stack>
      <Text size="sm">{t(`connections.${what}Text`)}</Text>
      {of.flows.length > 0 && (
        <div>
          <Text size="sm">{t('connections.breaks', { count: of.flows.length })}</Text>
          <List size="sm">
            {of.flows.map(({ id, name, deployed }) => (
              <List.Item key={id}>
                {name} ({deployed ? t('connections.inService') : t('connections.onlyDraft')})
              </List.Item>
            ))}
          </List>
        </div>
      )}
      {act.isError && (
        <Alert color="red" variant="light" role="alert">
          {failureText(act.error)}
        </Alert>
      )}
      <Group>
        <Button color="red" onClick={() => act.mutate()} loading={act.isPending}>
          {t(`connections.${what}Confirm`)}
        </Button>
        <Button variant="default" onClick={onDone} data-autofocus>
          {t('editor.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
