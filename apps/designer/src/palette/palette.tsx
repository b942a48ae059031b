import { Group, Text } from '@mantine/core';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor, useEdits, useOpen } from '../editor/editor-context.ts';
import type { StepActions } from '../editor/use-step-actions.ts';
import { currentLanguage } from '../i18n/index.ts';
import { NodeIcon } from '../nodes/node-icon.tsx';
import { addNode } from '../store/commands/nodes.ts';
import { triggerOf } from '../store/commands/replace-trigger.ts';
import { useSpokenSpotlight } from '../ui/use-spoken-spotlight.ts';
import { type Offer, offersOf, searchOffers } from './choices.ts';
import { endDrag, startDrag } from './dragged-choice.ts';
import { SpotLine } from './spot-line.tsx';

export const [paletteStore, palette] = createSpotlight();

/** While something is dragged out of it, it makes room without being gone: a drag ends with what it began at. */
const away = { opacity: 0, pointerEvents: 'none' } as const;
const unseen = { overlay: away, inner: away, content: away };

/** Everything that can be added, found by app and by verb. What is chosen goes to `spot`. */
export function Palette({ actions: { spot, aim, addNote, edit: onAdded } }: { actions: StepActions }) {
  const { t } = useTranslation();
  const { apps, editor } = useOpen();
  const { run } = useEdits();
  const [search, setSearch] = useState('');
  const [added, setAdded] = useState<string>();
  const [dragging, setDragging] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when something was added; `onAdded` is another one each time
  useEffect(() => {
    if (added !== undefined) onAdded();
  }, [added]);
  const hasTrigger = useEditor(({ history }) => triggerOf(history.graph) !== undefined);
  const searching = useSpokenSpotlight(paletteStore, t('editor.palette.label'));
  const place = useId();
  const language = currentLanguage();
  const offers = useMemo(() => offersOf(apps, t, language, hasTrigger), [apps, t, language, hasTrigger]);
  const found = searchOffers(offers, search);
  const groups = [...new Set(found.map(({ group }) => group))];
  const add = ({ choice }: Offer) => {
    if (choice.kind === 'note') {
      addNote();
      return setAdded(choice.kind);
    }
    const { command, key } = addNode(editor.graph(), choice, spot);
    run(command);
    editor.select([key]);
    setAdded(key);
  };
  return (
    <Spotlight.Root
      store={paletteStore}
      // The focus goes to what was added, else back to where it was.
      returnFocus={added === undefined}
      onSpotlightOpen={() => setAdded(undefined)}
      attributes={{ content: { 'aria-label': t('editor.palette.label') } }}
      query={search}
      onQueryChange={setSearch}
      shortcut={null}
      scrollable
      maxHeight={460}
      clearQueryOnClose
      {...(dragging ? { styles: unseen } : {})}
    >
      <Spotlight.Search placeholder={t('editor.palette.hint')} aria-describedby={place} {...searching} />
      <SpotLine id={place} spot={spot} onSpot={aim} />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group} label={group} role="group" aria-label={group}>
            {found
              .filter((offer) => offer.group === group)
              .map((offer) => (
                <Spotlight.Action key={offer.id} onClick={() => add(offer)}>
                  <Group
                    wrap="nowrap"
                    flex={1}
                    draggable
                    // The action keeps the focus where it is, and with that would keep anything from being dragged.
                    onMouseDown={(event) => event.stopPropagation()}
                    onDragStart={(event) => {
                      startDrag(event, offer.choice);
                      // First the browser takes its picture of what is dragged.
                      setTimeout(() => setDragging(true));
                    }}
                    onDragEnd={() => {
                      endDrag();
                      setDragging(false);
                      palette.close();
                    }}
                  >
                    <OfferIcon of={offer} />
                    <div>
                      <Text>{offer.label}</Text>
                      <Text size="sm" opacity={0.85}>
                        {offer.description}
                      </Text>
                    </div>
                  </Group>
                </Spotlight.Action>
              ))}
          </Spotlight.ActionsGroup>
        ))}
        {found.length === 0 && <Spotlight.Empty role="status">{t('editor.palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function OfferIcon({ of: { choice, group } }: { of: Offer }) {
  const app = choice.kind === 'trigger' || choice.kind === 'action' ? { title: group.split(' · ')[0]! } : undefined;
  return <NodeIcon kind={choice.kind} app={app} />;
}
