import { Accordion, Alert, Button, Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import { currentLanguage } from '../i18n/index.ts';
import type { JsonSchema } from '../inspector/json-schema.ts';
import type { App } from '../nodes/apps.ts';
import { AddressFields } from './address-fields.tsx';
import type { Wanted } from './connection-dialog.tsx';
import { connectionList } from './connection-queries.ts';
import { ConsentState } from './consent-state.tsx';
import { CredentialFields } from './credential-fields.tsx';
import { blankForm, formOf, saveConnection, takesAccount } from './filled-connection.ts';
import { PlainForm } from './plain-form.tsx';
import { useConnectionTest } from './use-connection-test.ts';
import { useConsent } from './use-consent.ts';

type Props = {
  of: Wanted;
  apps: readonly App[];
  environments: readonly { id: string; name: string }[];
  onClose: () => void;
  onMade: ((id: string) => void) | undefined;
};

/** All there is to fill in of a connection. Once it is saved it is tried, or its account is connected, and the result stands here. */
export function ConnectionForm({ of, apps, environments, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const existing = 'connection' in of ? of.connection : undefined;
  const [madeId, setMadeId] = useState<string>();
  const id = existing?.id ?? madeId;
  const siblings = queries.getQueryData(connectionList.queryKey)?.connections ?? [];
  const [form, setForm] = useState(() =>
    'connection' in of
      ? formOf(of.connection)
      : blankForm(apps, siblings, of.connector ?? '', of.environmentId ?? environments[0]?.id ?? ''),
  );
  const change = (more: Partial<typeof form>) => setForm({ ...form, ...more });
  const app = apps.find((one) => one.id === form.connector);
  const language = currentLanguage();
  const { consent, start } = useConsent();
  const test = useConnectionTest();
  const save = useMutation({
    mutationFn: () => saveConnection(form, id, app!),
    onSuccess: async (saved) => {
      setMadeId(saved);
      await queries.invalidateQueries({ queryKey: ['connections'] });
      await queries.invalidateQueries({ queryKey: ['connection', saved] });
      if (id === undefined) onMade?.(saved);
    },
  });
  const byConsent = app?.auth.scopes !== undefined;
  const begun = madeId !== undefined || consent.state !== 'idle';
  const saveAndTest = () => save.mutate(undefined, { onSuccess: (saved) => test.mutate(saved) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (existing === undefined) saveAndTest();
        else save.mutate(undefined, { onSuccess: onClose });
      }}
    >
      <Stack>
        <Group grow align="flex-start">
          <Select
            label={t('connections.connector')}
            data={apps.filter(takesAccount).map((one) => ({ value: one.id, label: one.title[language] }))}
            value={form.connector === '' ? null : form.connector}
            onChange={(next) => setForm(blankForm(apps, siblings, next ?? '', form.environmentId))}
            disabled={id !== undefined || ('connector' in of && of.connector !== undefined)}
            searchable
            required
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            {...(existing === undefined && form.connector === '' ? { 'data-autofocus': true } : {})}
          />
          <Select
            label={t('connections.environment')}
            data={environments.map((one) => ({ value: one.id, label: one.name }))}
            value={form.environmentId}
            onChange={(next) => setForm(blankForm(apps, siblings, form.connector, next ?? ''))}
            disabled={id !== undefined}
            required
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
          />
        </Group>
        {app !== undefined && (
          <>
            <TextInput
              label={t('connections.name')}
              value={form.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              maxLength={100}
              required
              {...('connector' in of && of.connector !== undefined ? { 'data-autofocus': true } : {})}
            />
            {form.like !== undefined && (
              <Text size="sm" c="dimmed">
                {t('connections.likeSibling', { name: form.like })}
              </Text>
            )}
            {app.settings !== undefined && (
              <PlainForm
                schema={app.settings as JsonSchema}
                values={form.settings}
                onChange={(settings) => change({ settings })}
                part="required"
              />
            )}
            <CredentialFields app={app} form={form} existing={existing} onChange={change} />
            <Accordion variant="contained" chevronPosition="left">
              <Accordion.Item value="more">
                <Accordion.Control>{t('connections.more')}</Accordion.Control>
                <Accordion.Panel>
                  <Stack gap="sm">
                    <Checkbox
                      label={t('connections.isDefault')}
                      description={t('connections.isDefaultHelp')}
                      checked={form.isDefault}
                      onChange={(event) => change({ isDefault: event.currentTarget.checked })}
                    />
                    {app.settings !== undefined && (
                      <PlainForm
                        schema={app.settings as JsonSchema}
                        values={form.settings}
                        onChange={(settings) => change({ settings })}
                        part="optional"
                      />
                    )}
                    <AddressFields app={app} values={form.endpoints} onChange={(endpoints) => change({ endpoints })} />
                  </Stack>
                </Accordion.Panel>
              </Accordion.Item>
            </Accordion>
          </>
        )}
        {save.isError && (
          <Alert color="red" variant="light" role="alert">
            {failureText(save.error)}
          </Alert>
        )}
        {test.isSuccess && (
          <Alert color="green" variant="light" role="status">
            {t('connections.works', { name: form.name, account: test.data.account })}
          </Alert>
        )}
        {test.isError && (
          <Alert color="red" variant="light" role="alert" title={t('connections.savedButFails')}>
            {failureText(test.error)}
          </Alert>
        )}
        {/* What could not even be saved is said above. */}
        {!save.isError && app !== undefined && <ConsentState of={consent} app={app.title[language]} />}
        <Group>
          {byConsent && (
            <Button
              disabled={form.name === ''}
              onClick={() => void start(() => save.mutateAsync())}
              loading={save.isPending || consent.state === 'opening'}
            >
              {existing === undefined ? t('connections.saveAndConnect') : t('connections.saveAndReconnect')}
            </Button>
          )}
          <Button
            type="submit"
            {...(byConsent ? { variant: 'default' } : {})}
            disabled={app === undefined || form.name === ''}
            loading={save.isPending || test.isPending}
          >
            {existing === undefined ? t('connections.saveAndTest') : t('connections.save')}
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {begun ? t('connections.done') : t('editor.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
