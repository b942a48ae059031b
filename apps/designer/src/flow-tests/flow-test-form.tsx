import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { FlowTest } from '@raccord/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';

type Props = {
  test: FlowTest;
  saving: { isPending: boolean; error: unknown };
  onSave: (test: unknown) => void;
  onCancel: () => void;
};

/** A test to be edited: its name, and the rest as JSON, whose mistakes are told in words. */
export function FlowTestForm({ test, saving, onSave, onCancel }: Props) {
  const { t } = useTranslation();
  const { $schema, name: first, ...rest } = test;
  const [name, setName] = useState(first);
  const [text, setText] = useState(() => JSON.stringify(rest, undefined, 2));
  const [unread, setUnread] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    try {
      const document: unknown = JSON.parse(text);
      setUnread(undefined);
      onSave({ ...($schema === undefined ? {} : { $schema }), name, ...(document as object) });
    } catch (thrown) {
      setUnread(t('flowTests.notJson', { message: thrown instanceof Error ? thrown.message : String(thrown) }));
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('flowTests.name')}
          description={t('flowTests.nameHelp')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          required
          data-autofocus
        />
        <Textarea
          label={t('flowTests.document')}
          description={t('flowTests.documentHelp')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={14}
          maxRows={26}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          error={unread}
        />
        <Refusal of={saving.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('flowTests.cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {t('flowTests.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What the server has against it; a test with mistakes of form has each of them told. */
function Refusal({ of }: { of: unknown }) {
  if (of === null || of === undefined) return null;
  const problems = of instanceof ApiFailure && Array.isArray(of.params.problems) ? of.params.problems : [];
  return (
    <Alert color="red" role="alert">
      <Text size="sm">{failureText(of)}</Text>
      {problems.length > 0 && (
        <ul style={{ margin: 0 }}>
          {problems.map(({ path, message }: { path: string; message: string }) => (
            <li key={`${path} ${message}`}>
              <Text size="sm">{message}</Text>
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
