import {
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  Modal,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { connectionList } from '../connections/connection-queries.ts';
import { environmentList } from '../environments/environment-queries.ts';
import { currentLanguage, languages } from '../i18n/index.ts';
import { ActFailure } from './act-failure.tsx';
import { type Channel, type ChannelBody, useAlertAct } from './alert-queries.ts';
import { TargetFields } from './target-fields.tsx';

export const connectorOf = { mail: 'mail', slack: 'slack', webhook: 'http' } as const;
const appOf = { mail: 'SMTP', slack: 'Slack', webhook: 'HTTP' } as const;
type Kind = Channel['target']['kind'];

const targets: { readonly [K in Kind]: Channel['target'] } = {
  mail: { kind: 'mail', from: '', to: [] },
  slack: { kind: 'slack', channel: '', label: '' },
  webhook: { kind: 'webhook', url: '' },
};

/** Makes a channel or changes one; a webhook's secret is shown once, when it is made. */
export function ChannelDialog({ of, onClose }: { of: Channel | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const [body, setBody] = useState<ChannelBody>(() =>
    of === undefined
      ? { name: '', connectionId: null, target: targets.mail, language: currentLanguage(), digestMinutes: 0 }
      : (({ name, connectionId, target, language, digestMinutes }) => ({
          ...{ name, connectionId, target, language, digestMinutes },
        }))(of),
  );
  const change = (part: Partial<ChannelBody>) => setBody((before) => ({ ...before, ...part }));
  const [secret, setSecret] = useState<string>();
  const save = useAlertAct(async (channel: ChannelBody) => {
    if (of !== undefined) {
      await dataOf(api.PUT('/api/alert-channels/{id}', { params: { path: { id: of.id } }, body: channel }));
      return null;
    }
    return (await dataOf(api.POST('/api/alert-channels', { body: channel }))).signingSecret;
  });
  if (secret !== undefined) return <SecretShown secret={secret} onClose={onClose} />;
  const { kind } = body.target;
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('connections.close') }}
      opened
      onClose={onClose}
      title={t(of === undefined ? 'alerts.newChannel' : 'alerts.editChannel')}
      size="lg"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(body, {
            onSuccess: (told) => (typeof told === 'string' ? setSecret(told) : onClose()),
          });
        }}
      >
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: 'end' }}>
            <TextInput
              label={t('alerts.name')}
              description={t('alerts.nameHelp')}
              required
              maxLength={100}
              value={body.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              data-autofocus
            />
            <Select
              label={t('alerts.kind')}
              data={(Object.keys(targets) as Kind[]).map((each) => ({
                value: each,
                label: t(`alerts.kindsOf.${each}`),
              }))}
              value={kind}
              allowDeselect={false}
              disabled={of !== undefined}
              onChange={(next) => change({ target: targets[(next ?? 'mail') as Kind], connectionId: null })}
              comboboxProps={{ withinPortal: false }}
            />
          </SimpleGrid>
          <ConnectionField
            kind={kind}
            value={body.connectionId}
            onChange={(connectionId) => change({ connectionId })}
          />
          <TargetFields of={body.target} connectionId={body.connectionId} onChange={(target) => change({ target })} />
          <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: 'end' }}>
            <Select
              label={t('alerts.language')}
              data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
              value={body.language}
              allowDeselect={false}
              onChange={(language) => change({ language: language === 'fr' ? 'fr' : 'en' })}
              comboboxProps={{ withinPortal: false }}
            />
            <NumberInput
              label={t('alerts.digest')}
              description={t('alerts.digestHelp')}
              min={0}
              max={1_440}
              allowDecimal={false}
              value={body.digestMinutes}
              onChange={(next) => change({ digestMinutes: typeof next === 'number' ? next : 0 })}
            />
          </SimpleGrid>
          <ActFailure of={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('alerts.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('alerts.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type ConnectionProps = { kind: Kind; value: string | null; onChange: (id: string | null) => void };

function ConnectionField({ kind, value, onChange }: ConnectionProps) {
  const { t } = useTranslation();
  const all = useQuery(connectionList).data?.connections;
  const environments = useQuery(environmentList).data?.environments ?? [];
  const fitting = (all ?? []).filter(({ connector }) => connector === connectorOf[kind]);
  const environment = (id: string) => environments.find((one) => one.id === id)?.name ?? '';
  if (all !== undefined && fitting.length === 0 && kind !== 'webhook')
    return (
      <Alert color="blue" variant="light">
        {t('alerts.noConnections', { app: appOf[kind] })}
      </Alert>
    );
  return (
    <Select
      label={t('alerts.connection')}
      required={kind !== 'webhook'}
      placeholder={t(kind === 'webhook' ? 'alerts.noneNeeded' : 'alerts.choose')}
      clearable={kind === 'webhook'}
      data={fitting.map(({ id, name, environmentId }) => ({
        value: id,
        label: `${name} · ${environment(environmentId)}`,
      }))}
      value={value}
      onChange={onChange}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

function SecretShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('connections.close') }}
      opened
      onClose={onClose}
      title={t('alerts.secret')}
      closeOnClickOutside={false}
    >
      <Stack>
        {t('alerts.secretHelp')}
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {secret}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'alerts.copied' : 'alerts.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('alerts.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
