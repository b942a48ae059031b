import { ActionIcon, Alert, Button, CloseButton, Group, SegmentedControl, Select, VisuallyHidden } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronLeft,
  IconChevronRight,
  IconSparkles,
} from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GraphNode } from '../canvas/graph.ts';
import { useEditor, useEdits } from '../editor/editor-context.ts';
import { CoverageView } from './coverage-view.tsx';
import { LookupTable } from './lookup-table.tsx';
import type { Made } from './made-of.tsx';
import classes from './mapping.module.css';
import type { MappingPlace, MappingTab } from './mapping-place.ts';
import type { Source } from './source-tree.ts';
import { SourceTreeView } from './source-tree-view.tsx';
import { TargetList } from './target-list.tsx';
import type { Target } from './targets.ts';
import { type Mapping, useMapping } from './use-mapping.ts';
import { useCellOf, useCells, usePreview } from './use-preview.ts';

const LONGEST_SHOWN = 400;

/** The mapping of one step: what can be read on the left, the fields on the right, or all fields on all samples. */
export default function MappingView({ of, place }: { of: GraphNode; place: MappingPlace }) {
  const { t } = useTranslation();
  const { undo, redo } = useEdits();
  const mapping = useMapping(of);
  const preview = usePreview();
  const said = useEditor((state) => state.said);
  const [tab, setTab] = useState<MappingTab>(place.tab);
  const [chosen, setChosen] = useState(place.path);
  const [armed, setArmed] = useState<Source>();
  const [made, setMade] = useState<{ path: string; made: Made }>();
  const sample = mapping.contexts[mapping.chosen]?.value;
  const samples = useMemo(() => (sample === undefined ? [] : [sample]), [sample]);
  const cells = useCells(preview, 'fields', mapping.evaluable, samples, LONGEST_SHOWN);
  const cellOf = useCellOf(cells);

  const columns = useRef<HTMLDivElement>(null);
  // One comes here to fill in fields: the chosen one has the focus, else the first, else where the first is named.
  useEffect(() => {
    const find = (selector: string) => columns.current?.querySelector<HTMLElement>(selector);
    const field = find('[data-target][data-chosen=true] [aria-expanded]') ?? find('[data-target] [tabindex="0"]');
    (field ?? find('[data-new-field] input'))?.focus();
  }, []);
  /** The focus goes where the field is chosen. */
  const arm = (source: Source) => {
    setArmed(source);
    columns.current?.querySelector<HTMLElement>('[data-target] [aria-expanded][tabindex="0"]')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && armed !== undefined) {
      event.stopPropagation();
      setArmed(undefined);
    }
    const isField =
      event.target instanceof HTMLElement && event.target.closest('input, textarea, .cm-content') !== null;
    if (isField || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  };
  const hasTable = of.node.kind === 'lookup';
  const tabs: MappingTab[] = hasTable ? ['fields', 'coverage', 'table'] : ['fields', 'coverage'];
  const onMade = (next: Made, target: Target) => {
    setMade({ path: target.path, made: next });
    setChosen(target.path);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: undo is for the whole view, wherever in it the focus is
    <div className={classes.view} onKeyDown={onKeyDown}>
      <Group className={classes.bar!} justify="space-between" gap="xs">
        <Group gap="sm">
          <SegmentedControl
            size="xs"
            aria-label={t('mapping.view')}
            value={tab}
            onChange={(next) => setTab(next as MappingTab)}
            data={tabs.map((value) => ({ value, label: t(`mapping.tab.${value}`) }))}
          />
          {tab === 'fields' && <SamplePicker mapping={mapping} />}
        </Group>
        <Group gap="xs">
          {tab === 'fields' && mapping.suggestions.size > 0 && (
            <Button
              size="xs"
              variant="light"
              leftSection={<IconSparkles size={14} aria-hidden />}
              onClick={() => mapping.accept([...mapping.suggestions.values()])}
            >
              {t('mapping.acceptAll', { count: mapping.suggestions.size })}
            </Button>
          )}
          <ActionIcon variant="default" onClick={undo} aria-label={t('editor.undo')}>
            <IconArrowBackUp size={16} />
          </ActionIcon>
          <ActionIcon variant="default" onClick={redo} aria-label={t('editor.redo')}>
            <IconArrowForwardUp size={16} />
          </ActionIcon>
        </Group>
      </Group>
      {armed !== undefined && tab === 'fields' && (
        <Alert variant="light" py={6} px="md" role="status">
          <Group justify="space-between" wrap="nowrap">
            {t('mapping.armed', { source: armed.path })}
            <CloseButton size="sm" onClick={() => setArmed(undefined)} aria-label={t('editor.cancel')} />
          </Group>
        </Alert>
      )}
      {tab === 'fields' && (
        <div className={classes.columns} ref={columns}>
          <SourceTreeView tree={mapping.tree} armed={armed?.path} onArm={arm} />
          <TargetList
            mapping={mapping}
            cellOf={cellOf}
            chosen={chosen}
            onChoose={setChosen}
            armed={armed}
            onDisarm={() => setArmed(undefined)}
            onMade={onMade}
            made={made}
            isOpenEnded={of.node.kind === 'map'}
          />
        </div>
      )}
      {tab === 'coverage' && (
        <CoverageView
          mapping={mapping}
          preview={preview}
          onOpen={(path, index) => {
            mapping.choose(index);
            setChosen(path);
            setTab('fields');
          }}
        />
      )}
      {tab === 'table' && of.node.kind === 'lookup' && <LookupTable nodeKey={of.key} node={of.node} />}
      <VisuallyHidden role="status" aria-live="polite">
        {said}
      </VisuallyHidden>
    </div>
  );
}

function SamplePicker({ mapping: { contexts, chosen, choose } }: { mapping: Mapping }) {
  const { t } = useTranslation();
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="default"
        disabled={chosen <= 0}
        onClick={() => choose(chosen - 1)}
        aria-label={t('mapping.previousSample')}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <Select
        size="xs"
        w={280}
        aria-label={t('mapping.sample')}
        data={contexts.map(({ label }, index) => ({ value: String(index), label: `${index + 1}. ${label}` }))}
        value={String(chosen)}
        onChange={(index) => index !== null && choose(Number(index))}
        allowDeselect={false}
        searchable={contexts.length > 10}
        comboboxProps={{ withinPortal: false }}
      />
      <ActionIcon
        variant="default"
        disabled={chosen >= contexts.length - 1}
        onClick={() => choose(chosen + 1)}
        aria-label={t('mapping.nextSample')}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </Group>
  );
}
