import { ActionIcon, Combobox, useCombobox } from '@mantine/core';
import { IconArrowBarToDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from './form-context.ts';

const MOST_SHOWN = 50;

/** Chooses a field of an earlier step, by its name. */
export function InsertField({ field, onInsert }: { field: string; onInsert: (source: string) => void }) {
  const { t } = useTranslation();
  const { sources } = useForm();
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const found = sources.filter((source) => source.toLowerCase().includes(search.toLowerCase().trim()));
  return (
    <Combobox
      store={combobox}
      width={300}
      position="bottom-end"
      withinPortal
      onOptionSubmit={(source) => {
        onInsert(source);
        combobox.closeDropdown();
        combobox.focusTarget();
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <ActionIcon
          variant="subtle"
          color="gray"
          mb={6}
          aria-label={t('editor.inspector.insert', { field })}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
        >
          <IconArrowBarToDown size={16} />
        </ActionIcon>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
          placeholder={t('editor.inspector.searchFields')}
          aria-label={t('editor.inspector.searchFields')}
        />
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={t('editor.inspector.searchFields')}>
          {found.slice(0, MOST_SHOWN).map((source) => (
            <Combobox.Option key={source} value={source}>
              {source}
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t('editor.inspector.noFields')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
