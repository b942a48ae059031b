import { Autocomplete } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type FieldProps, useFieldError } from './form-context.ts';
import { asTyped } from './json-schema.ts';

const MOST_SHOWN = 60;
/** The one of whoever looks comes first: it is the one most often meant. */
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

/** A time zone by its name, found by its city. What the list does not know can be written. */
export function TimeZoneField({ value, onChange, path, title, help, required }: FieldProps) {
  const { t } = useTranslation();
  const error = useFieldError(path);
  return (
    <Autocomplete
      label={title}
      description={help}
      error={error}
      required={required}
      data-path={path}
      value={asTyped(value)}
      onChange={(next) => onChange(next === '' ? undefined : next)}
      data={zones}
      limit={MOST_SHOWN}
      placeholder={t('editor.inspector.searchZones')}
      maxDropdownHeight={260}
      openOnFocus={false}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
