import { ActionIcon, Button, Fieldset, Group, Text, VisuallyHidden } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type FieldProps, useFieldError } from './form-context.ts';
import { SchemaForm, withField } from './schema-form.tsx';

/** Fields that belong together. An optional group that is empty waits behind a button. */
export function GroupField({ schema, value, onChange, path, title, help, required }: FieldProps) {
  const { t } = useTranslation();
  const error = useFieldError(path);
  const record = isRecord(value) ? value : undefined;
  if (record === undefined && !required)
    return (
      <Group justify="space-between" data-path={path}>
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <Button size="compact-xs" variant="default" onClick={() => onChange({})}>
          {t('editor.inspector.fillIn')}
          <VisuallyHidden> {title}</VisuallyHidden>
        </Button>
      </Group>
    );
  return (
    <Fieldset legend={title} data-path={path} tabIndex={-1}>
      {help !== undefined && (
        <Text size="xs" c="dimmed" mb="xs">
          {help}
        </Text>
      )}
      {error !== undefined && (
        <Text size="xs" c="red" mb="xs">
          {error}
        </Text>
      )}
      <SchemaForm
        schema={schema}
        value={record ?? {}}
        path={path}
        onChange={(name, next) => {
          const after = withField(record ?? {}, name, next);
          onChange(Object.keys(after).length === 0 && !required ? undefined : after);
        }}
      />
      {!required && (
        <ActionIcon
          variant="subtle"
          color="gray"
          mt="xs"
          aria-label={t('editor.inspector.clear', { field: title })}
          onClick={() => onChange(undefined)}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </Fieldset>
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
