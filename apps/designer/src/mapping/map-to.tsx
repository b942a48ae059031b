import { Button, Combobox, Text, useCombobox, VisuallyHidden } from '@mantine/core';
import { IconArrowBarToDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shownSample } from './shown-sample.ts';
import { folded, type Source } from './source-tree.ts';

const MOST_SHOWN = 60;

/** Chooses a source for a field by its name: the way without a mouse that starts at the field. */
export function MapTo({
  field,
  sources,
  onChoose,
}: {
  field: string;
  sources: readonly Source[];
  onChoose: (source: Source) => void;
}) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const words = folded(search).split(/\s+/).filter(Boolean);
  const found = sources.filter(({ path, title }) => {
    const text = folded(`${path} ${title}`);
    return words.every((word) => text.includes(word));
  });
  return (
    <Combobox
      store={combobox}
      width={420}
      position="bottom-start"
      withinPortal={false}
      onOptionSubmit={(path) => {
        onChoose(sources.find((source) => source.path === path)!);
        combobox.closeDropdown();
        combobox.focusTarget();
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowBarToDown size={14} aria-hidden />}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
        >
          {t('mapping.mapTo')}
          <VisuallyHidden> {field}</VisuallyHidden>
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
          placeholder={t('mapping.searchSources')}
          aria-label={t('mapping.searchSources')}
        />
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={t('mapping.sources')}>
          {found.slice(0, MOST_SHOWN).map(({ path, title, name, sample, children }) => (
            <Combobox.Option key={path} value={path}>
              <Text size="sm" truncate>
                {path}
                <Text span size="xs" c="dimmed">
                  {title === name ? '' : ` ${title}`}
                  {sample === undefined || children.length > 0 ? '' : ` · ${shownSample(sample, 30)}`}
                </Text>
              </Text>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t('mapping.noneFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
