import { ActionIcon, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import { type FieldProps, useFieldError } from './form-context.ts';
import { isRecord } from './group-field.tsx';
import { pathStep, valuesOf } from './json-schema.ts';
import { withField } from './schema-form.tsx';

/** Keys that may not occur anywhere in a flow. */
const forbidden = ['__proto__', 'constructor', 'prototype'];

/** Fields under names of one's own. */
export function MapField({ schema, value, onChange, path, title, help, required }: FieldProps) {
  const { t } = useTranslation();
  const error = useFieldError(path);
  const [name, setName] = useState('');
  const record = isRecord(value) ? value : {};
  const wanted = name.trim();
  const usable = wanted !== '' && !Object.hasOwn(record, wanted) && !forbidden.includes(wanted);
  const put = (next: Record<string, unknown>) =>
    onChange(Object.keys(next).length === 0 && !required ? undefined : next);
  const add = () => {
    if (!usable) return;
    put({ ...record, [wanted]: '' });
    setName('');
  };
  return (
    <Fieldset legend={title} data-path={path} tabIndex={-1}>
      <Stack gap="xs">
        {help !== undefined && (
          <Text size="xs" c="dimmed">
            {help}
          </Text>
        )}
        {error !== undefined && (
          <Text size="xs" c="red">
            {error}
          </Text>
        )}
        {Object.entries(record).map(([key, entry]) => (
          <Group key={key} wrap="nowrap" align="flex-start" gap={4}>
            <Stack flex={1} miw={0}>
              <Field
                schema={valuesOf(schema)}
                value={entry}
                onChange={(next) => put(withField(record, key, next ?? ''))}
                path={`${path}${pathStep(key)}`}
                title={key}
                required
              />
            </Stack>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('editor.inspector.removeField', { field: key })}
              onClick={() => put(withField(record, key, undefined))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            size="xs"
            value={name}
            placeholder={t('editor.inspector.newField')}
            aria-label={`${t('editor.inspector.newField')}${t('app.colon')} ${title}`}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') add();
            }}
          />
          <ActionIcon
            variant="default"
            size={30}
            onClick={add}
            disabled={!usable}
            aria-label={`${t('editor.inspector.addField')}${t('app.colon')} ${title}`}
          >
            <IconPlus size={16} />
          </ActionIcon>
        </Group>
      </Stack>
    </Fieldset>
  );
}
