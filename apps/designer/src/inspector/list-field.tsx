import { ActionIcon, Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import { type FieldProps, useFieldError } from './form-context.ts';
import { kindOf } from './json-schema.ts';

/** Entries of one kind, one after another. */
export function ListField({ schema, value, onChange, path, title, help, required }: FieldProps) {
  const { t } = useTranslation();
  const error = useFieldError(path);
  const items = Array.isArray(value) ? (value as unknown[]) : [];
  const { choices } = schema;
  const item = { ...schema.items, ...(choices === undefined ? {} : { choices }) };
  const empty = () => (kindOf(item) === 'group' ? {} : kindOf(item) === 'list' ? [] : '');
  const put = (next: unknown[]) => onChange(next.length === 0 && !required ? undefined : next);
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const added = useRef<string>(undefined);
  // An entry appears above the button that was pressed: whoever asked for it by keys goes on in its first field.
  useEffect(() => {
    if (added.current === undefined || added.current !== `${path}[${items.length - 1}]`) return;
    const fields = fieldset.current?.querySelectorAll<HTMLElement>('[data-path]') ?? [];
    const entry = [...fields].find(({ dataset }) => dataset.path === added.current);
    added.current = undefined;
    const inside = entry?.querySelector<HTMLElement>('[data-path]') ?? entry;
    inside?.focus();
  }, [items.length, path]);
  return (
    <Fieldset ref={fieldset} legend={title} data-path={path} tabIndex={-1}>
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
        {items.map((entry, index) => (
          // Entries have no name of their own: their place is all that tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Group key={index} wrap="nowrap" align="flex-start" gap={4}>
            <Stack flex={1} miw={0}>
              <Field
                schema={item}
                value={entry}
                onChange={(next) => put(items.with(index, next ?? empty()))}
                path={`${path}[${index}]`}
                title={t('editor.inspector.item', { position: index + 1 })}
                required
              />
            </Stack>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('editor.inspector.removeItem', { position: index + 1, field: title })}
              onClick={() => put(items.toSpliced(index, 1))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          size="compact-sm"
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            added.current = `${path}[${items.length}]`;
            put([...items, empty()]);
          }}
          aria-label={`${t('editor.inspector.addItem')}${t('app.colon')} ${title}`}
        >
          {t('editor.inspector.addItem')}
        </Button>
      </Stack>
    </Fieldset>
  );
}
