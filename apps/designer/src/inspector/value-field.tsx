import { ActionIcon, Group, Select, Textarea } from '@mantine/core';
import { IconArrowsMaximize, IconBraces, IconForms } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMappingDoor } from '../mapping/mapping-place.ts';
import { type FieldProps, useFieldError, useForm } from './form-context.ts';
import { InsertField } from './insert-field.tsx';
import { asTyped, choicesOf, isExpression, kindOf, readTyped } from './json-schema.ts';

/** A field of one value: text, number, choice or anything; each can be an expression instead. */
export function ValueField(props: FieldProps) {
  const { schema, value, onChange, path, title, help, required } = props;
  const { t } = useTranslation();
  const form = useForm();
  const mapping = useMappingDoor();
  const literalsOnly = form.literalsOnly || schema.fixed === true;
  const error = useFieldError(path);
  const nodeId = /^nodes\.(.+)$/.exec(form.path)?.[1];
  const [written, setWritten] = useState(false);
  const kind = kindOf(schema);
  const chosen = kind === 'choice' || kind === 'switch';
  const asText = !chosen || written || isExpression(value);
  const words = {
    label: title,
    description: help,
    error,
    required,
    'data-path': path,
    withAsterisk: required,
  };
  return (
    <Group wrap="nowrap" align="flex-end" gap={4}>
      {asText ? (
        <TextValue {...props} words={words} />
      ) : (
        <Select
          {...words}
          flex={1}
          data={optionsOf(props, t)}
          value={value === undefined ? null : JSON.stringify(value)}
          placeholder={placeholderOf(props, t)}
          onChange={(next) => onChange(next === null ? undefined : (JSON.parse(next) as unknown))}
          clearable={!required}
          clearButtonProps={{ 'aria-label': t('editor.inspector.clear', { field: title }) }}
          comboboxProps={{ withinPortal: true }}
        />
      )}
      {!literalsOnly && chosen && !isExpression(value) && (
        <ActionIcon
          variant="subtle"
          color="gray"
          mb={6}
          onClick={() => setWritten(!written)}
          aria-label={t(written ? 'editor.inspector.asValue' : 'editor.inspector.asExpression', { field: title })}
        >
          {written ? <IconForms size={16} /> : <IconBraces size={16} />}
        </ActionIcon>
      )}
      {!literalsOnly && asText && form.sources.length > 0 && (
        <InsertField field={title} onInsert={(source) => onChange(joined(value, source))} />
      )}
      {!literalsOnly && asText && nodeId !== undefined && (
        <ActionIcon
          variant="subtle"
          color="gray"
          mb={6}
          onClick={() => mapping.open(nodeId, { path: path.slice(form.path.length) })}
          aria-label={t('mapping.openField', { field: title })}
        >
          <IconArrowsMaximize size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}

/** Into an empty field a source goes alone, so that it keeps its type; else it is added to the text. */
function joined(value: unknown, source: string): string {
  return value === undefined || value === '' ? `{{${source}}}` : `${asTyped(value)}{{${source}}}`;
}

const monospaced = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };

type Words = { label: string };

function TextValue({ schema, value, onChange, words }: FieldProps & { words: Words }) {
  const { t } = useTranslation();
  const kind = kindOf(schema);
  const anyValue = kind === 'any' || kind === 'group' || kind === 'list' || kind === 'map';
  // What is being typed stays as it is typed, even when it reads as a number that would be written differently.
  const [typed, setTyped] = useState<{ text: string; value: unknown }>();
  const text = typed !== undefined && Object.is(typed.value, value) ? typed.text : asTyped(value);
  const change = (next: string) => {
    const read =
      kind === 'text' ? (next === '' ? undefined : next) : readTyped(next, kind === 'number' ? 'number' : 'any');
    setTyped({ text: next, value: read });
    onChange(read);
  };
  const placeholder =
    schema.default === undefined
      ? anyValue
        ? t('editor.inspector.json')
        : undefined
      : t('editor.inspector.default', { value: asTyped(schema.default) });
  const long = schema.lines === true || text.length > 40 || isExpression(value);
  const common = {
    ...words,
    flex: 1,
    value: text,
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(isExpression(value) ? { styles: monospaced } : {}),
  };
  // The same element whether it is short or has become an expression: another one would take the focus away in the middle of a word.
  return (
    <Textarea
      {...common}
      autosize
      minRows={1}
      maxRows={8}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !long) event.preventDefault();
      }}
    />
  );
}

function optionsOf({ schema }: FieldProps, t: TFunction): { value: string; label: string }[] {
  if (kindOf(schema) === 'switch')
    return [true, false].map((one) => ({
      value: JSON.stringify(one),
      label: t(one ? 'editor.inspector.yes' : 'editor.inspector.no'),
    }));
  return (choicesOf(schema) ?? []).map((one) => ({ value: JSON.stringify(one), label: nameOf(schema, one, t) }));
}

function nameOf(schema: FieldProps['schema'], value: unknown, t: TFunction): string {
  if (typeof value === 'boolean') return t(value ? 'editor.inspector.yes' : 'editor.inspector.no');
  const name = schema.names?.[String(value)];
  return name ?? String(value);
}

function placeholderOf({ schema }: FieldProps, t: TFunction): string {
  return schema.default === undefined
    ? t('editor.inspector.notChosen')
    : t('editor.inspector.default', { value: nameOf(schema, schema.default, t) });
}
