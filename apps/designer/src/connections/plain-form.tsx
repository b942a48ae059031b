import { Checkbox, NumberInput, PasswordInput, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/index.ts';
import { choicesOf, fieldsOf, type JsonSchema, kindOf, wordsOf } from '../inspector/json-schema.ts';

type Values = Readonly<Record<string, unknown>>;
type Props = {
  schema: JsonSchema;
  values: Values;
  onChange: (values: Values) => void;
  /** What is typed is covered, and nothing that was there before is shown. */
  secret?: boolean;
  /** Fields that are not asked for. */
  without?: readonly string[];
  /** Only those that must be filled in, or only the others. */
  part?: 'required' | 'optional';
};

/** A flat form of settings or credentials: values only, no expressions. */
export function PlainForm({ schema, values, onChange, secret = false, without = [], part }: Props) {
  // Its titles are in the language of the screens.
  useTranslation();
  const set = (name: string, value: unknown) => {
    const rest = Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));
    onChange(value === undefined || value === '' ? rest : { ...rest, [name]: value });
  };
  return (
    <Stack gap="sm">
      {fieldsOf(schema)
        .filter(
          ({ name, required }) => !without.includes(name) && (part === undefined || (part === 'required') === required),
        )
        .map(({ name, schema: field, required }) => {
          const { title, help } = wordsOf(field, name, currentLanguage());
          const common = { label: title, required, ...(help === undefined ? {} : { description: help }) };
          const value = values[name];
          return <PlainField key={name} {...{ field, common, value, secret }} onChange={(next) => set(name, next)} />;
        })}
    </Stack>
  );
}

type FieldProps = {
  field: JsonSchema;
  common: { label: string; required: boolean; description?: string };
  value: unknown;
  secret: boolean;
  onChange: (value: unknown) => void;
};

function PlainField({ field, common, value, secret, onChange }: FieldProps) {
  const { t } = useTranslation();
  const kind = kindOf(field);
  const text = typeof value === 'string' ? value : '';
  const placeholder =
    field.default === undefined ? {} : { placeholder: t('editor.inspector.default', { value: String(field.default) }) };
  if (secret)
    return (
      <PasswordInput
        {...common}
        value={text}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('connections.reveal', { field: common.label }) }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (kind === 'switch')
    return (
      <Checkbox
        label={common.label}
        description={common.description}
        checked={value === true || (value === undefined && field.default === true)}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  if (kind === 'choice')
    return (
      <Select
        {...common}
        {...placeholder}
        data={(choicesOf(field) ?? []).map(String)}
        value={value === undefined ? null : String(value)}
        clearable={!common.required}
        onChange={(next) => onChange(choicesOf(field)?.find((one) => String(one) === next))}
        comboboxProps={{ withinPortal: false }}
      />
    );
  if (kind === 'number')
    return (
      <NumberInput
        {...common}
        {...placeholder}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
      />
    );
  if (kind === 'list')
    return (
      <TagsInput
        {...common}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(next) => onChange(next.length === 0 ? undefined : next)}
      />
    );
  return (
    <TextInput {...common} {...placeholder} value={text} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
