import { ActionIcon, Group, Select, Stack, Tooltip } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Apps } from '../nodes/apps.ts';
import { Shown } from '../ui/shown.tsx';
import { Comparison } from './comparison.tsx';
import { documentOf, type VersionName } from './version-queries.ts';
import { versionWord } from './version-words.ts';

type Props = {
  id: string;
  versions: number[];
  before: VersionName;
  after: VersionName;
  onChoose: (before: VersionName, after: VersionName) => void;
  apps: Apps;
};

export function ComparedVersions({ id, versions, before, after, onChoose, apps }: Props) {
  const { t } = useTranslation();
  const [was, is] = useQueries({ queries: [documentOf(id, before), documentOf(id, after)] });
  const names: VersionName[] = ['draft', ...versions];
  const data = names.map((name) => ({ value: String(name), label: versionWord(name, t) }));
  const read = (value: string | null): VersionName => (value === 'draft' ? 'draft' : Number(value));
  const words = { before: versionWord(before, t), after: versionWord(after, t) };
  return (
    <Stack>
      <Group align="flex-end">
        <Select
          label={t('versions.before')}
          data={data}
          value={String(before)}
          onChange={(value) => onChoose(read(value), after)}
          allowDeselect={false}
          w={180}
        />
        <Tooltip label={t('versions.swap')}>
          <ActionIcon
            variant="default"
            size="input-sm"
            aria-label={t('versions.swap')}
            onClick={() => onChoose(after, before)}
          >
            <IconArrowsExchange size={18} />
          </ActionIcon>
        </Tooltip>
        <Select
          label={t('versions.after')}
          data={data}
          value={String(after)}
          onChange={(value) => onChoose(before, read(value))}
          allowDeselect={false}
          w={180}
        />
      </Group>
      <Shown query={was}>
        {(one) => (
          <Shown query={is}>
            {(other) => <Comparison title={t('versions.comparison', words)} before={one} after={other} apps={apps} />}
          </Shown>
        )}
      </Shown>
    </Stack>
  );
}
