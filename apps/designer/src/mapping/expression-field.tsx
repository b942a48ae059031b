import { Code, Group, Stack, Text } from '@mantine/core';
import { type RefObject, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEdits } from '../editor/editor-context.ts';
import { currentLanguage } from '../i18n/index.ts';
import { asTyped, isExpression, readTyped } from '../inspector/json-schema.ts';
import { cellSentence } from './cell-shown.tsx';
import type { Cell } from './cells.ts';
import { type EditorHandle, ExpressionEditor, type Trouble } from './expression-editor.tsx';
import { callAt } from './expression-text.ts';
import { troublePlace } from './jsonata-errors.ts';
import { functionNamed } from './jsonata-functions.ts';
import { Result } from './target-row.tsx';
import type { Target } from './targets.ts';
import type { Mapping } from './use-mapping.ts';

type Props = {
  mapping: Mapping;
  target: Target;
  cell: Cell | undefined;
  onBack: () => void;
  handle: RefObject<EditorHandle | null>;
};

/** The expression of a field, with what it gives or why it gives nothing, and help for the call that is being typed. */
export function ExpressionField({ mapping, target, cell, onBack, handle }: Props) {
  const { t } = useTranslation();
  const { undo, redo } = useEdits();
  const id = useId();
  const [cursor, setCursor] = useState(0);
  // What is typed stays as it is typed, even when it reads as a number that would be written differently.
  const [typed, setTyped] = useState<{ text: string; value: unknown }>();
  const { value, types } = target;
  const isTyping = typed !== undefined && Object.is(typed.value, value);
  const text = isTyping ? typed.text : asTyped(value);
  const change = (next: string) => {
    const onlyText = types.includes('string') && !types.some((type) => type === 'number' || type === 'integer');
    const read = next === '' ? undefined : onlyText ? next : readTyped(next, 'any');
    // A place that its list or a name of one's own needs stays there, though empty.
    const kept = read === undefined && target.own ? '' : read;
    setTyped({ text: next, value: kept });
    mapping.set(target, kept);
  };
  const troubles = useMemo((): Trouble[] => {
    const isAbout = cell?.state === 'error' && cell.failure !== undefined;
    return isAbout ? [{ ...troublePlace(text, cell.failure!), message: cellSentence(cell, t) }] : [];
  }, [cell, text, t]);
  // On its way to `{{payment.id}}` a text is `{}` for a moment: whoever writes is not interrupted by what it means so far.
  const hasValue = target.kind === 'leaf' || isExpression(value) || value === undefined || isTyping;
  if (!hasValue) return null;
  const sentence = cell === undefined || cell.state === 'ok' ? undefined : cellSentence(cell, t);
  return (
    <Stack gap={4}>
      <ExpressionEditor
        value={text}
        onChange={change}
        label={t('mapping.expressionOf', { field: target.title })}
        describedBy={id}
        invalid={cell?.state === 'error' || cell?.state === 'stopped'}
        tree={mapping.tree}
        troubles={troubles}
        onCursor={setCursor}
        onEscape={onBack}
        onUndo={undo}
        onRedo={redo}
        handle={handle}
      />
      <SignatureHelp text={text} cursor={cursor} />
      <Group id={id} gap="xs" wrap="nowrap" aria-live="polite">
        <Result cell={cell} />
        {sentence !== undefined && <Text size="xs">{sentence}</Text>}
      </Group>
    </Stack>
  );
}

/** The call that is being typed: its arguments, the one at the cursor set off, and a sentence about it. */
function SignatureHelp({ text, cursor }: { text: string; cursor: number }) {
  const call = callAt(text, cursor);
  const known = call && functionNamed(call.name);
  if (call === undefined || known === undefined) return null;
  const at = Math.min(call.argument, known.args.length - 1);
  return (
    <Text size="xs" data-signature={known.name}>
      <Code>
        ${known.name}(
        {known.args.map((arg, index) => (
          <span key={arg}>
            {index > 0 && ', '}
            {index === at ? <b>{arg}</b> : arg}
          </span>
        ))}
        )
      </Code>{' '}
      {known[currentLanguage()]}
    </Text>
  );
}
