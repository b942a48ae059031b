import { ActionIcon, Badge, Button, Group, Text, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asTyped } from '../inspector/json-schema.ts';
import { cellLooks } from './cell-shown.tsx';
import type { Cell } from './cells.ts';
import { SOURCE_DRAG } from './expression-editor.tsx';
import classes from './mapping.module.css';
import type { Suggestion } from './suggest-mappings.ts';
import { isFilled, type Target } from './targets.ts';

type Props = {
  target: Target;
  cell: Cell | undefined;
  suggestion: Suggestion | undefined;
  isChosen: boolean;
  isCurrent: boolean;
  onChoose: () => void;
  onDrop: (path: string) => void;
  onAccept: (suggestion: Suggestion) => void;
  onRemove: () => void;
  head: Ref<HTMLButtonElement>;
  children: ReactNode;
};

/** A target field in a line: what it is, what it holds, what that gives on the sample. */
export function TargetRow(props: Props) {
  const { target, cell, suggestion, isChosen, isCurrent, onChoose, onDrop, onAccept, onRemove, head, children } = props;
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  const takes = !target.fixed;
  return (
    <li
      className={classes.target}
      data-chosen={isChosen}
      data-over={isOver}
      data-target={target.path}
      onDragOver={(event) => {
        if (!takes || !event.dataTransfer.types.includes(SOURCE_DRAG)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const path = event.dataTransfer.getData(SOURCE_DRAG);
        if (!takes || path === '') return;
        event.preventDefault();
        onDrop(path);
      }}
    >
      <div className={classes.line}>
        <UnstyledButton
          ref={head}
          className={classes.head!}
          aria-expanded={isChosen}
          tabIndex={isCurrent ? 0 : -1}
          onClick={onChoose}
        >
          <Name target={target} />
          <Held target={target} />
          <Result cell={cell} />
        </UnstyledButton>
        {suggestion !== undefined && !isChosen && (
          <Button
            size="compact-xs"
            variant="light"
            className={classes.suggestion!}
            onClick={() => onAccept(suggestion)}
            aria-label={t('mapping.acceptFor', { source: suggestion.source.path, field: target.title })}
          >
            {suggestion.source.path}
          </Button>
        )}
        {/* The chosen one has a button for it among the others; here it would come before all there is to do with the field. */}
        {target.own && !isChosen && (
          <ActionIcon
            variant="subtle"
            color="gray"
            onClick={onRemove}
            aria-label={t('mapping.removeField', { field: target.title })}
          >
            <IconX size={16} />
          </ActionIcon>
        )}
      </div>
      {isChosen && <div className={classes.details}>{children}</div>}
    </li>
  );
}

function Name({ target }: { target: Target }) {
  const { t } = useTranslation();
  const types = target.types.filter((type) => type !== 'null').map((type) => t(`mapping.type.${type as 'string'}`));
  const name = String(target.steps.findLast((step) => typeof step === 'string') ?? '');
  return (
    <span style={{ paddingInlineStart: `${target.depth * 20}px` }}>
      <Text size="sm" fw={500} span style={{ overflowWrap: 'anywhere' }}>
        {target.title}
      </Text>
      {target.required && (
        <Text span size="sm" c="red" title={t('mapping.required')}>
          <span aria-hidden> *</span>
          <span className={classes.hidden}>, {t('mapping.required')}</span>
        </Text>
      )}
      <Text span size="xs" c="dimmed">
        {' '}
        {[name === target.title ? '' : name, types.length === 0 ? t('mapping.type.any') : types.join(', ')]
          .filter(Boolean)
          .join(' · ')}
        {target.ofEntries !== undefined && ` · ${t('mapping.ofEach')}`}
      </Text>
    </span>
  );
}

function Held({ target }: { target: Target }) {
  const { t } = useTranslation();
  const count = Array.isArray(target.value) ? target.value.length : undefined;
  if (isFilled(target))
    return (
      <Text size="xs" ff="monospace" truncate>
        {asTyped(target.value)}
      </Text>
    );
  const words =
    count === undefined
      ? target.kind === 'leaf' || target.kind === 'list'
        ? t('mapping.notMapped')
        : ''
      : t('mapping.entries', { count });
  return (
    <Text size="xs" c="dimmed" truncate>
      {words}
    </Text>
  );
}

/** Icon and word of what became of the field; a fine value stands there itself. */
export function Result({ cell }: { cell: Cell | undefined }) {
  const { t } = useTranslation();
  if (cell === undefined) return <span />;
  const { color, Icon } = cellLooks[cell.state];
  const word = t(`mapping.state.${cell.state}`);
  return (
    <Group gap={6} wrap="nowrap" miw={0} component="span">
      <Badge
        variant="light"
        color={color}
        size="sm"
        leftSection={<Icon size={12} aria-hidden />}
        classNames={{ root: classes.state!, label: classes.word! }}
        tt="none"
      >
        {word}
      </Badge>
      {cell.text !== undefined && (
        <Text span size="xs" truncate className={classes.mono!}>
          {cell.text}
        </Text>
      )}
    </Group>
  );
}
