import { ActionIcon, Group, Menu, Text, Tooltip, UnstyledButton } from '@mantine/core';
import type { FlowNode } from '@raccord/contract';
import { IconDots, IconPencil, IconPin, IconPinnedFilled, IconPinnedOff, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor, useOpen } from '../editor/editor-context.ts';
import { moment } from '../i18n/index.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { useMay } from '../session/use-may.ts';
import { RecordStateMark } from '../ui/record-state.tsx';
import { RenameSample } from './rename-sample.tsx';
import { useSampleLabel } from './sample-label.ts';
import type { Sample, TriedRecord } from './sample-queries.ts';
import classes from './samples.module.css';
import { shownState } from './tried.ts';
import { useSampleActs } from './use-sample-acts.ts';

type Props = {
  sample: Sample;
  /** Its place among those that are tried; -1: it is not. */
  place: number;
  /** What the last try made of it. */
  records: readonly TriedRecord[];
  /** The step it belongs to, where that is not the trigger. */
  of?: FlowNode | 'gone';
};

/** A sample and, after a try, what became of it; what a split made of it stands below. */
export function SampleRow({ sample, place, records, of }: Props) {
  const { t } = useTranslation();
  const { editor, apps } = useOpen();
  const may = useMay('builder');
  const labelOf = useSampleLabel();
  const chosen = useEditor((state) => place !== -1 && state.chosenSample === place);
  const part = useEditor((state) => state.chosenPart);
  const label = labelOf(sample);
  const step = of === undefined || of === 'gone' ? undefined : describeNode(of, apps, t).title;
  const below =
    of === 'gone'
      ? t('samples.stepGone', { step: sample.node })
      : (step ??
        (place === -1 ? t('samples.notTried') : `${t(`samples.origin.${sample.origin}`)}, ${moment(sample.takenAt)}`));
  return (
    <>
      <li className={classes.row} data-chosen={chosen && part === 0}>
        <UnstyledButton
          className={classes.choose}
          aria-current={chosen && part === 0 ? 'true' : undefined}
          onClick={() => place !== -1 && editor.chooseSample(place)}
        >
          <Group gap={6} wrap="nowrap">
            <Text size="sm" truncate title={label}>
              {label}
            </Text>
            {sample.pinned && (
              <IconPinnedFilled size={14} role="img" aria-label={t('samples.pinned')} style={{ flexShrink: 0 }} />
            )}
          </Group>
          <Text size="xs" c="dimmed" truncate title={below}>
            {below}
          </Text>
        </UnstyledButton>
        {records[0] !== undefined && <RecordStateMark state={shownState(records[0])} />}
        {may && <Acts sample={sample} label={label} alone={of !== undefined} />}
      </li>
      {records.slice(1, 51).map((record, index) => (
        <MadeRow key={record.id} record={record} place={place} part={index} />
      ))}
    </>
  );
}

/** In the place of samples, as long as there is none. */
export function ExampleRow({ records }: { records: readonly TriedRecord[] }) {
  const { t } = useTranslation();
  return (
    <>
      <li className={classes.row} data-chosen>
        <div className={classes.choose}>
          <Text size="sm">{t('samples.example')}</Text>
          <Text size="xs" c="dimmed">
            {t('samples.none')}
          </Text>
        </div>
        {records[0] !== undefined && <RecordStateMark state={shownState(records[0])} />}
      </li>
      {records.slice(1, 51).map((record, index) => (
        <MadeRow key={record.id} record={record} place={0} part={index} />
      ))}
    </>
  );
}

function MadeRow({ record, place, part }: { record: TriedRecord; place: number; part: number }) {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const chosen = useEditor((state) => state.chosenSample === place && state.chosenPart === part + 1);
  return (
    <li className={classes.row} data-chosen={chosen}>
      <UnstyledButton
        className={`${classes.choose} ${classes.made}`}
        aria-current={chosen ? 'true' : undefined}
        onClick={() => editor.chooseSample(place, part + 1)}
      >
        <Text size="xs" truncate>
          {record.key ?? t('samples.made', { part: part + 1 })}
        </Text>
      </UnstyledButton>
      <RecordStateMark state={shownState(record)} />
    </li>
  );
}

function Acts({ sample, label, alone }: { sample: Sample; label: string; alone: boolean }) {
  const { t } = useTranslation();
  const acts = useSampleActs();
  const [naming, setNaming] = useState(false);
  const pin = sample.pinned ? t('samples.unpin') : alone ? t('samples.pinOutput') : t('samples.pin');
  return (
    <>
      <Menu position="bottom-end">
        <Tooltip label={t('samples.acts', { label })}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('samples.acts', { label })}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
        </Tooltip>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={sample.pinned ? <IconPinnedOff size={14} aria-hidden /> : <IconPin size={14} aria-hidden />}
            onClick={() => acts.change(sample, { pinned: sample.pinned ? false : alone ? 'alone' : true })}
          >
            {pin}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={14} aria-hidden />} onClick={() => setNaming(true)}>
            {t('samples.rename')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => acts.remove(sample, label)}
          >
            {t('samples.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RenameSample sample={sample} opened={naming} onClose={() => setNaming(false)} />
    </>
  );
}
