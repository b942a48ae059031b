import { Button, Group, Select, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconEraser, IconPlus } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { choicesOf, isExpression, kindOf } from '../inspector/json-schema.ts';
import { AddField } from './add-field.tsx';
import type { Cell } from './cells.ts';
import type { EditorHandle } from './expression-editor.tsx';
import { ExpressionField } from './expression-field.tsx';
import { type Made, MadeOf } from './made-of.tsx';
import { MapTo } from './map-to.tsx';
import type { Source } from './source-tree.ts';
import type { Suggestion } from './suggest-mappings.ts';
import type { Target } from './targets.ts';
import type { Mapping } from './use-mapping.ts';

type Props = {
  mapping: Mapping;
  target: Target;
  cell: Cell | undefined;
  suggestion: Suggestion | undefined;
  made: Made | undefined;
  onMade: (made: Made) => void;
  onClear: () => void;
  onBack: () => void;
  editor: RefObject<EditorHandle | null>;
};

/** Everything there is to do with one target field. */
export function FieldDetails({ mapping, target, cell, suggestion, made, onMade, onClear, onBack, editor }: Props) {
  const { t } = useTranslation();
  const { help, value, fixed } = target;
  const put = (source: Source) => onMade({ source, insertion: mapping.put(source, target) });
  return (
    <Stack gap="xs">
      {help !== undefined && (
        <Text size="xs" c="dimmed">
          {help}
        </Text>
      )}
      {fixed ? (
        <Text size="sm">{t('mapping.fixedText')}</Text>
      ) : (
        <>
          <Choice mapping={mapping} target={target} />
          <ExpressionField mapping={mapping} target={target} cell={cell} onBack={onBack} handle={editor} />
          <MadeOf mapping={mapping} target={target} made={made} onMade={onMade} />
          {suggestion !== undefined && <Suggested suggestion={suggestion} onAccept={() => put(suggestion.source)} />}
          <Group gap="xs">
            <MapTo field={target.title} sources={mapping.sources} onChoose={put} />
            {value !== undefined && (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconEraser size={14} aria-hidden />}
                onClick={onClear}
              >
                {t('mapping.empty')}
                <VisuallyHidden> {target.title}</VisuallyHidden>
              </Button>
            )}
            {target.kind === 'list' && !isExpression(value) && (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconPlus size={14} aria-hidden />}
                onClick={() =>
                  mapping.set(target, [
                    ...(Array.isArray(value) ? value : []),
                    kindOf(target.schema.items ?? {}) === 'group' ? {} : '',
                  ])
                }
              >
                {t('mapping.addEntry')}
              </Button>
            )}
            {target.kind === 'map' && !isExpression(value) && (
              <AddField taken={value} onAdd={(name) => mapping.add([...target.steps, name])} />
            )}
          </Group>
        </>
      )}
    </Stack>
  );
}

/** Fixed values to choose from, beside the expression that may take their place. */
function Choice({ mapping, target: { schema, ...target } }: { mapping: Mapping; target: Target }) {
  const { t } = useTranslation();
  const kind = kindOf(schema);
  if (kind !== 'choice' && kind !== 'switch') return null;
  const choices = kind === 'switch' ? [true, false] : (choicesOf(schema) ?? []);
  const named = (one: unknown) => {
    if (typeof one === 'boolean') return t(one ? 'editor.inspector.yes' : 'editor.inspector.no');
    return schema.names?.[String(one)] ?? String(one);
  };
  const { value } = target;
  return (
    <Select
      size="xs"
      maw={320}
      label={t('mapping.fixedValue')}
      data={choices.map((one) => ({ value: JSON.stringify(one), label: named(one) }))}
      value={value === undefined || isExpression(value) ? null : JSON.stringify(value)}
      placeholder={t('editor.inspector.notChosen')}
      onChange={(next) => mapping.set({ schema, ...target }, next === null ? undefined : (JSON.parse(next) as unknown))}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

function Suggested({
  suggestion: { source, score, reasons },
  onAccept,
}: {
  suggestion: Suggestion;
  onAccept: () => void;
}) {
  const { t } = useTranslation();
  const words = reasons.map((reason) => t(`mapping.reason.${reason}`)).join(', ');
  return (
    <Group gap="xs">
      <Text size="xs">{t('mapping.suggested', { source: source.path })}</Text>
      <Text size="xs" c="dimmed">
        {t('mapping.because', { score: Math.round(score * 100), reasons: words })}
      </Text>
      <Button size="compact-xs" variant="light" onClick={onAccept}>
        {t('mapping.accept')}
      </Button>
    </Group>
  );
}
