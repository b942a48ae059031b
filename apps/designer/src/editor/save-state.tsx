import { Group, Loader, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPencil } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from './editor-context.ts';

const icons = { saved: IconCheck, changed: IconPencil, refused: IconAlertTriangle, conflict: IconAlertTriangle };

/** Whether the server has what is on the screen; a refusal says why. */
export function SaveState() {
  const { t } = useTranslation();
  const saving = useEditor((state) => state.saving);
  const Icon = saving.state === 'saving' ? undefined : icons[saving.state];
  const bad = saving.state === 'refused' || saving.state === 'conflict';
  const text =
    saving.state === 'refused'
      ? t('editor.saving.refused', { message: saving.message })
      : t(`editor.saving.${saving.state}`);
  return (
    <Group gap={6} wrap="nowrap" role={bad ? 'alert' : undefined} maw={320}>
      {Icon === undefined ? <Loader size={14} aria-hidden /> : <Icon size={16} aria-hidden style={{ flexShrink: 0 }} />}
      <Text size="xs" c={bad ? 'red' : 'dimmed'} lineClamp={2} title={text}>
        {text}
      </Text>
      <Told />
    </Group>
  );
}

/** Milliseconds after which a save is worth a word. */
const SLOW_MS = 3_000;

/** For whoever does not see it: that what was edited is saved now, or that it takes long; not each edit on its way there. */
function Told() {
  const { t } = useTranslation();
  const state = useEditor(({ saving }) => saving.state);
  const edited = useRef(false);
  const [told, setTold] = useState('');
  useEffect(() => {
    if (state === 'saved') setTold(edited.current ? t('editor.saving.allSaved') : '');
    edited.current = state !== 'saved';
    if (state !== 'saving') return;
    setTold('');
    const timer = setTimeout(() => setTold(t('editor.saving.slow')), SLOW_MS);
    return () => clearTimeout(timer);
  }, [state, t]);
  return <VisuallyHidden role="status">{told}</VisuallyHidden>;
}
