import { Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { App } from '../nodes/apps.ts';

type Addresses = Readonly<Record<string, string>>;

/** The vendor's addresses, each of which another server can take the place of. */
export function AddressFields({
  app,
  values,
  onChange,
}: {
  app: App;
  values: Addresses;
  onChange: (values: Addresses) => void;
}) {
  const { t } = useTranslation();
  const names = [...new Set([...Object.keys(app.endpoints ?? {}), ...Object.keys(values)])];
  if (names.length === 0) return null;
  const set = (name: string, value: string) => {
    const rest = Object.entries(values).filter(([other]) => other !== name);
    onChange(Object.fromEntries(value === '' ? rest : [...rest, [name, value]]));
  };
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t('connections.addresses')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('connections.addressesHelp')}
      </Text>
      {names.map((name) => (
        <TextInput
          key={name}
          label={name}
          value={values[name] ?? ''}
          placeholder={app.endpoints?.[name] ?? ''}
          maxLength={2_000}
          onChange={(event) => set(name, event.currentTarget.value.trim())}
        />
      ))}
    </Stack>
  );
}
