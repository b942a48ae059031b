import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/index.ts';
import { fieldsOf, type JsonSchema } from '../inspector/json-schema.ts';
import type { App } from '../nodes/apps.ts';
import type { Connection } from './connection-queries.ts';
import type { FilledConnection } from './filled-connection.ts';
import { PlainForm } from './plain-form.tsx';

/** What a consent brings by itself. */
const tokens = ['accessToken', 'refreshToken'];

type Props = {
  app: App;
  form: FilledConnection;
  existing: Connection | undefined;
  onChange: (more: Partial<FilledConnection>) => void;
};

/** The secrets of a connection. What is there is never shown again; it can be replaced as a whole. */
export function CredentialFields({ app, form, existing, onChange }: Props) {
  const { t } = useTranslation();
  const schema = app.auth.credentials as JsonSchema;
  const byConsent = app.auth.scopes !== undefined;
  const signs = app.auth.signingSecret !== undefined || app.triggers.some(({ webhook }) => webhook !== undefined);
  const any = fieldsOf(schema).some(({ name }) => !tokens.includes(name));
  return (
    <Stack gap="sm">
      {existing !== undefined && !form.replaces && any && (
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Text size="sm">
            {existing.credentialFields.length === 0
              ? t('connections.noCredentials')
              : t('connections.credentialsSet', { fields: existing.credentialFields.join(', ') })}
          </Text>
          <Button variant="default" size="xs" onClick={() => onChange({ replaces: true })} style={{ flexShrink: 0 }}>
            {t('connections.replaceCredentials')}
          </Button>
        </Group>
      )}
      {form.replaces && (
        <>
          {byConsent && (
            <Text size="sm" c="dimmed">
              {t('connections.consentHelp', { app: app.title[currentLanguage()] })}
            </Text>
          )}
          {existing !== undefined && <Text size="sm">{t('connections.replacesAll')}</Text>}
          <PlainForm
            schema={schema}
            values={form.credentials}
            onChange={(credentials) => onChange({ credentials })}
            without={byConsent ? tokens : []}
            secret
          />
        </>
      )}
      {signs && (
        <PasswordInput
          label={t('connections.signingSecret')}
          description={app.auth.signingSecret?.[currentLanguage()] ?? t('connections.signingSecretHelp')}
          placeholder={existing?.hasSigningSecrets === true ? t('connections.signingSecretSet') : ''}
          value={form.signingSecret}
          autoComplete="off"
          visibilityToggleButtonProps={{
            'aria-label': t('connections.reveal', { field: t('connections.signingSecret') }),
          }}
          onChange={(event) => onChange({ signingSecret: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}
