import { Checkbox, JsonInput, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { readJson } from '../inbox/decide-panel.tsx';
import type { Field } from './review-queries.ts';

type Data = Record<string, unknown>;

/** The fields a person may change. */
export function FieldForm({ fields, data, onChange }: { fields: Field[]; data: Data; onChange: (data: Data) => void }) {
  const set = (name: string, value: unknown) => {
    const { [name]: _old, ...rest } = data;
    // Empty is absent: whether it may be, the server says.
    onChange(value === undefined || value === '' || value === null ? rest : { ...data, [name]: value });
  };
  return (
    <Stack gap="sm">
      {fields.map((field) => (
        <OneField
          key={field.name}
          field={field}
          value={data[field.name]}
          onChange={(value) => set(field.name, value)}
        />
      ))}
    </Stack>
  );
}

type OneProps = { field: Field; value: unknown; onChange: (value: unknown) => void };

function OneField({ field: { name, title, type, required = false, choices = [] }, value, onChange }: OneProps) {
  const { t } = useTranslation();
  const label = title ?? name;
  if (choices.length > 0) {
    const at = choices.findIndex((choice) => choice.value === value);
    return (
      <Select
        label={label}
        withAsterisk={required}
        clearable={!required}
        searchable={choices.length > 10}
        placeholder={t('review.choose')}
        // Numbers and texts may look the same: they are told apart by their place.
        data={choices.map((choice, index) => ({ value: String(index), label: choice.label }))}
        value={at === -1 ? null : String(at)}
        onChange={(index) => onChange(index === null ? undefined : choices[Number(index)]?.value)}
      />
    );
  }
  if (type === 'boolean')
    return (
      <Checkbox label={label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
    );
  if (type === 'number' || type === 'integer')
    return (
      <NumberInput
        label={label}
        withAsterisk={required}
        allowDecimal={type === 'number'}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next === '' ? undefined : Number(next))}
      />
    );
  return (
    <TextInput
      label={label}
      withAsterisk={required}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** All of the data as JSON. */
export function JsonForm({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const typed = readJson(text);
  return (
    <JsonInput
      label={t('review.json')}
      value={text}
      onChange={onChange}
      autosize
      minRows={8}
      maxRows={24}
      error={typed.ok ? undefined : t('inbox.edit.notJson', { why: typed.why })}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
    />
  );
}
