import { ActionIcon, Combobox, Group, Stack, TextInput, useCombobox } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconAlertTriangle, IconBraces, IconChevronDown, IconListSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskingState } from './asking-state.tsx';
import { rememberedName, rememberName } from './choice-names.ts';
import { type FieldProps, useFieldError, useForm } from './form-context.ts';
import { asTyped, isExpression, type JsonSchema } from './json-schema.ts';
import type { Account } from './node-connection.ts';
import { useAccountChoices } from './use-account-choices.ts';
import { ValueField } from './value-field.tsx';

/** A field picked from the connected account by its name. A value written by hand, or an expression, is as good. */
export function ChoiceField(props: FieldProps & { account: Account; list: string }) {
  const { account: _account, list: _list, ...plain } = props;
  const { t } = useTranslation();
  const { literalsOnly } = useForm();
  const [written, setWritten] = useState(false);
  const expression = isExpression(props.value);
  const schema: JsonSchema = { ...props.schema };
  delete schema.choices;
  if (!expression && !written) return <Picker {...props} onWrite={literalsOnly ? undefined : () => setWritten(true)} />;
  return (
    <Group wrap="nowrap" align="flex-end" gap={4}>
      <Stack flex={1} miw={0}>
        <ValueField {...plain} schema={schema} />
      </Stack>
      <ActionIcon
        variant="subtle"
        color="gray"
        mb={6}
        aria-label={t('editor.choices.pick', { field: props.title })}
        onClick={() => {
          setWritten(false);
          if (expression) props.onChange(undefined);
        }}
      >
        <IconListSearch size={16} />
      </ActionIcon>
    </Group>
  );
}

/** Between a field and its list; pixels. */
const GAP = 8;
/** Entries of the list that are no values: no account gives these. */
const MORE = '\u0000more';
const NONE = '\u0000none';

type PickerProps = FieldProps & { account: Account; list: string; onWrite: (() => void) | undefined };

function Picker({ account, list, value, onChange, path, title, help, required, onWrite }: PickerProps) {
  const { t } = useTranslation();
  const { beside = {} } = useForm();
  const error = useFieldError(path);
  const [search, setSearch] = useState<string>();
  const combobox = useCombobox({
    onDropdownOpen: () => setSearch(''),
    onDropdownClose: () => {
      setSearch(undefined);
      combobox.resetSelectedOption();
    },
  });
  const { ref: said, height } = useElementSize();
  const text = asTyped(value);
  const opened = search !== undefined;
  // A value that is there is looked for once, so that it is shown by its name.
  const whole = useAccountChoices({ account, list, search: '', beside, wanted: opened || text !== '' });
  const found = useAccountChoices({ account, list, search: search ?? '', beside, wanted: opened });
  const known = [...whole.choices, ...found.choices].find((choice) => choice.value === text);
  const name = known?.label ?? rememberedName(account.id, list, text);
  const gone = text !== '' && known === undefined && whole.complete;
  const take = (entry: string) => {
    const picked = found.choices.find((choice) => choice.value === entry);
    if (picked !== undefined) rememberName(account.id, list, picked);
    onChange(entry === NONE ? undefined : entry);
    combobox.closeDropdown();
  };
  const typed = (search ?? '').trim();
  /** What was typed is not lost by going on: it is the entry of that name, or itself. */
  const leave = () => {
    const named = found.choices.find(({ label }) => label.toLowerCase() === typed.toLowerCase());
    if (typed === '') combobox.closeDropdown();
    else take(named?.value ?? typed);
  };
  const entries = [
    ...found.choices,
    // Whoever knows the value need not wait for a slow account; but nobody takes a name for a value before it is known to be none.
    ...(typed === '' || (found.waiting && !found.slow) || found.choices.some((choice) => choice.value === typed)
      ? []
      : [{ value: typed, label: t('editor.choices.asTyped', { text: typed }), quiet: true }]),
    ...(found.query.hasNextPage ? [{ value: MORE, label: t('editor.choices.more'), quiet: true }] : []),
    ...(required || text === ''
      ? []
      : [{ value: NONE, label: t('editor.choices.none', { name: name ?? text }), quiet: true }]),
  ].map((entry) => ({ quiet: false, ...entry }));
  return (
    <Stack gap={4}>
      <Group wrap="nowrap" align="flex-end" gap={4}>
        <Combobox
          store={combobox}
          withinPortal
          // Below what is said of the asking, with the button that ends it: covering it, the list took the click.
          offset={GAP + height}
          onOptionSubmit={(entry) => (entry === MORE ? void found.query.fetchNextPage() : take(entry))}
        >
          <Combobox.Target>
            <TextInput
              flex={1}
              miw={0}
              label={title}
              description={help}
              error={error}
              required={required}
              withAsterisk={required}
              data-path={path}
              role="combobox"
              value={search ?? name ?? text}
              placeholder={opened ? t('editor.choices.search') : t('editor.choices.choose', { account: account.name })}
              rightSection={<IconChevronDown size={16} aria-hidden />}
              rightSectionPointerEvents="none"
              onClick={() => combobox.openDropdown()}
              onBlur={leave}
              onChange={(event) => {
                combobox.openDropdown();
                setSearch(event.currentTarget.value);
                combobox.updateSelectedOptionIndex();
              }}
            />
          </Combobox.Target>
          <Combobox.Dropdown hidden={entries.length === 0}>
            <Combobox.Options mah={260} style={{ overflowY: 'auto' }} aria-label={title}>
              {entries.map(({ value: entry, label, quiet }) => (
                <Combobox.Option key={entry} value={entry} active={entry === text} {...(quiet ? { c: 'dimmed' } : {})}>
                  {label}
                </Combobox.Option>
              ))}
            </Combobox.Options>
          </Combobox.Dropdown>
        </Combobox>
        {onWrite !== undefined && (
          <ActionIcon
            variant="subtle"
            color="gray"
            mb={6}
            onClick={onWrite}
            aria-label={t('editor.inspector.asExpression', { field: title })}
          >
            <IconBraces size={16} />
          </ActionIcon>
        )}
      </Group>
      <div ref={said}>
        <AskingState of={opened ? found : whole} account={account} />
      </div>
      {gone && (
        <Group gap={6} wrap="nowrap" align="flex-start" fz="xs">
          <IconAlertTriangle
            size={16}
            aria-hidden
            color="var(--mantine-color-orange-filled)"
            style={{ flexShrink: 0, marginTop: 1 }}
          />
          <span>{t('editor.choices.gone', { name: name ?? text, account: account.name })}</span>
        </Group>
      )}
    </Stack>
  );
}
