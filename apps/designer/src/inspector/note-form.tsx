import { Button, Group, NumberInput, Select, Stack, Textarea } from '@mantine/core';
import { type FlowNote, type NoteColour, noteColours, noteSizes } from '@raccord/contract/flow-drawing';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEdits, useGraph } from '../editor/editor-context.ts';
import { colourNote, editNote, removeNotes, resizeNote } from '../store/commands/notes.ts';

/** All there is to set at a note. */
export function NoteForm({ note }: { note: FlowNote }) {
  const { t } = useTranslation();
  const graph = useGraph();
  const { run } = useEdits();
  const { id, width, height } = note;
  const sides = { width, height };
  return (
    <Stack gap="md">
      <Textarea
        label={t('editor.beside.text')}
        description={t('editor.beside.textHelp')}
        data-path={`notes.${id}`}
        value={note.text}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={4_000}
        onChange={(event) => run(editNote(graph, id, event.currentTarget.value))}
      />
      <Select
        label={t('editor.beside.colour')}
        data={noteColours.map((value) => ({ value, label: t(`editor.beside.colours.${value}`) }))}
        value={note.colour ?? 'yellow'}
        allowDeselect={false}
        onChange={(colour) => run(colourNote(graph, id, colour as NoteColour))}
      />
      <Group grow>
        {(['width', 'height'] as const).map((side) => (
          <NumberInput
            key={side}
            label={t(`editor.beside.${side}`)}
            value={sides[side]}
            min={noteSizes[side].least}
            max={noteSizes[side].most}
            step={20}
            allowDecimal={false}
            clampBehavior="blur"
            onChange={(value) => {
              const { least, most } = noteSizes[side];
              // While somebody is still typing a number it may be none yet.
              if (typeof value === 'number' && value >= least && value <= most)
                run(resizeNote(graph, id, { ...sides, [side]: value }));
            }}
          />
        ))}
      </Group>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => run(removeNotes(graph, [id]))}
      >
        {t('editor.beside.removeNote')}
      </Button>
    </Stack>
  );
}
