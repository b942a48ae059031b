import { Select, TagsInput, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { ActFailure } from './act-failure.tsx';
import type { Channel } from './alert-queries.ts';

type Target = Channel['target'];
type Props = { of: Target; connectionId: string | null; onChange: (target: Target) => void };

/** Where a channel leads: addresses, a channel of Slack, or a web address. */
export function TargetFields({ of, connectionId, onChange }: Props) {
  const { t } = useTranslation();
  if (of.kind === 'slack') return <SlackChannel of={of} connectionId={connectionId} onChange={onChange} />;
  if (of.kind === 'webhook')
    return (
      <TextInput
        label={t('alerts.url')}
        description={t('alerts.urlHelp')}
        type="url"
        required
        maxLength={2_000}
        value={of.url}
        onChange={(event) => onChange({ ...of, url: event.currentTarget.value.trim() })}
      />
    );
  return (
    <>
      <TextInput
        label={t('alerts.from')}
        required
        maxLength={300}
        value={of.from}
        onChange={(event) => onChange({ ...of, from: event.currentTarget.value })}
      />
      <TagsInput
        label={t('alerts.to')}
        description={t('alerts.toHelp')}
        required
        maxTags={20}
        splitChars={[',', ';', ' ']}
        acceptValueOnBlur
        value={of.to}
        onChange={(to) => onChange({ ...of, to })}
      />
    </>
  );
}

type SlackProps = Omit<Props, 'of'> & { of: Extract<Target, { kind: 'slack' }> };
const TYPING_MS = 300;

/** Channels by their names, as the account has them; people know no ids. */
function SlackChannel({ of, connectionId, onChange }: SlackProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, TYPING_MS);
  const channels = useQuery({
    queryKey: ['choices', connectionId, 'channel', search],
    queryFn: ({ signal }) =>
      dataOf(
        api.POST('/api/connections/{id}/choices', {
          params: { path: { id: connectionId ?? '' } },
          body: { name: 'channel', with: {}, ...(search === '' ? {} : { search }) },
          signal,
        }),
      ),
    enabled: connectionId !== null,
    staleTime: 60_000,
    retry: false,
  });
  const found = channels.data?.choices ?? [];
  const chosen = of.channel === '' ? [] : [{ value: of.channel, label: of.label }];
  const choices = [...new Map([...chosen, ...found].map((choice) => [choice.value, choice])).values()];
  return (
    <>
      <Select
        label={t('alerts.slackChannel')}
        placeholder={t('alerts.choose')}
        required
        searchable
        disabled={connectionId === null}
        data={choices}
        value={of.channel === '' ? null : of.channel}
        onSearchChange={(next) => setTyped(next === of.label ? '' : next)}
        onChange={(next) =>
          onChange({ ...of, channel: next ?? '', label: choices.find(({ value }) => value === next)?.label ?? '' })
        }
        comboboxProps={{ withinPortal: false }}
      />
      <ActFailure of={channels.error} />
    </>
  );
}
