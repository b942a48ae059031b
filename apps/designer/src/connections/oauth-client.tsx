import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { Shown } from '../ui/shown.tsx';
import { CopiedAddress } from './copied-address.tsx';

const clientList = {
  queryKey: ['oauth-clients'],
  queryFn: () => dataOf(api.GET('/api/oauth/clients')),
};

/** As whom Raccord asks for consent: the client registered with the vendor, for all connections of the app. */
export function OAuthClient({ connector, own }: { connector: string; own: boolean }) {
  const { t } = useTranslation();
  const clients = useQuery(clientList);
  return (
    <Shown query={clients}>
      {({ redirectUri, clients: all }) => {
        const client = all.find((one) => one.connector === connector);
        return (
          <Stack gap="sm">
            <Text size="sm">
              {own
                ? t('connections.client.own')
                : client === undefined
                  ? t('connections.client.none')
                  : t(`connections.client.${client.from}`, { id: client.clientId })}
            </Text>
            <Text size="sm">{t('connections.client.redirect')}</Text>
            <CopiedAddress address={redirectUri} />
            <ClientForm connector={connector} known={client?.from === 'workspace' ? client.clientId : undefined} />
          </Stack>
        );
      }}
    </Shown>
  );
}

function ClientForm({ connector, known }: { connector: string; known: string | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [client, setClient] = useState({ id: '', secret: '' });
  const params = { path: { connector } };
  const change = useMutation({
    mutationFn: async (next: { id: string; secret: string } | undefined) => {
      if (next === undefined) return dataOf(api.DELETE('/api/oauth/clients/{connector}', { params }));
      const body = { clientId: next.id, ...(next.secret === '' ? {} : { clientSecret: next.secret }) };
      return dataOf(api.PUT('/api/oauth/clients/{connector}', { params, body }));
    },
    onSuccess: () => {
      setClient({ id: '', secret: '' });
      return queries.invalidateQueries({ queryKey: clientList.queryKey });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(client);
      }}
    >
      <Stack gap="xs">
        <TextInput
          label={t('connections.client.id')}
          value={client.id}
          maxLength={500}
          placeholder={known ?? ''}
          onChange={(event) => setClient({ ...client, id: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('connections.client.secret')}
          description={t('connections.client.secretHelp')}
          value={client.secret}
          maxLength={2_000}
          autoComplete="off"
          visibilityToggleButtonProps={{
            'aria-label': t('connections.reveal', { field: t('connections.client.secret') }),
          }}
          onChange={(event) => setClient({ ...client, secret: event.currentTarget.value })}
        />
        {change.isError && (
          <Alert color="red" variant="light" role="alert">
            {failureText(change.error)}
          </Alert>
        )}
        <Group gap="xs">
          <Button size="xs" type="submit" variant="default" disabled={client.id === ''} loading={change.isPending}>
            {t('connections.client.set')}
          </Button>
          {known !== undefined && (
            <Button size="xs" variant="subtle" color="red" onClick={() => change.mutate(undefined)}>
              {t('connections.client.remove')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
