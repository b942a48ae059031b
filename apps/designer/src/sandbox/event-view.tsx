import {
  Alert,
  Anchor,
  Button,
  Group,
  NumberInput,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { IconCheck, IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActFailure } from '../alerts/act-failure.tsx';
import { api, dataOf } from '../api/client.ts';
import { useMay } from '../session/use-may.ts';
import { type EventField, type EventForm, eventBody, eventForms } from './event-forms.ts';
import { useSandboxAct } from './sandbox-queries.ts';

/** What can be made to happen at a stand-in, so that a flow is tried without its vendor. */
export function EventView({ system }: { system: string }) {
  const { t } = useTranslation();
  const mayChange = useMay('operator');
  const forms = eventForms.filter((form) => form.system === system);
  if (forms.length === 0) return <Text>{t('sandbox.events.none')}</Text>;
  if (!mayChange) return <Text>{t('sandbox.events.mayNot')}</Text>;
  return (
    <Stack>
      <Text size="sm">{t('sandbox.events.help')}</Text>
      {forms.map((form) => (
        <OneEvent key={form.id} form={form} />
      ))}
    </Stack>
  );
}

function OneEvent({ form }: { form: EventForm }) {
  const { t } = useTranslation();
  const fields: readonly EventField[] = form.fields;
  const [filled, setFilled] = useState<Record<string, string>>(() =>
    Object.fromEntries(fields.map(({ name, start = '' }) => [name, start])),
  );
  const send = useSandboxAct(() =>
    dataOf(api.POST('/api/sandbox/events', { body: { event: form.of, with: eventBody(form, filled) } })),
  );
  const title = t(`sandbox.events.${form.id}`);
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate(undefined);
        }}
      >
        <Stack gap="sm">
          <Title order={3} size="h5">
            {title}
          </Title>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            {fields.map((field) => (
              <Field
                key={field.name}
                of={field}
                value={filled[field.name] ?? ''}
                onChange={(next) => setFilled((before) => ({ ...before, [field.name]: next }))}
              />
            ))}
          </SimpleGrid>
          <ActFailure of={send.error} />
          {send.isSuccess && (
            <Alert color="green" variant="light" role="status" icon={<IconCheck aria-hidden />}>
              {t('sandbox.events.sent')}{' '}
              <Anchor component={Link} to="/runs" size="sm" c="inherit" td="underline">
                {t('sandbox.events.toRuns')}
              </Anchor>
            </Alert>
          )}
          <Group>
            <Button type="submit" leftSection={<IconSend size={16} aria-hidden />} loading={send.isPending}>
              {t('sandbox.events.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

function Field({ of, value, onChange }: { of: EventField; value: string; onChange: (next: string) => void }) {
  const { t } = useTranslation();
  const label = t(`sandbox.fields.${of.name as 'amount'}`);
  const help = of.name === 'id' ? t('sandbox.fields.idHelp') : undefined;
  const both = { label, description: help, required: of.required === true };
  if (of.kind === 'money')
    return (
      <NumberInput
        {...both}
        min={1}
        max={99_999_999}
        allowDecimal={false}
        value={value === '' ? '' : Number(value)}
        onChange={(next) => onChange(String(next))}
      />
    );
  const typed = { ...both, maxLength: 5_000, value };
  if (of.kind === 'text') return <TextInput {...typed} onChange={(event) => onChange(event.currentTarget.value)} />;
  return (
    <Textarea {...typed} autosize minRows={3} maxRows={8} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
