import type { NodeKind } from '@raccord/contract';
import { nodeKinds } from '@raccord/contract/flow';
import type { TFunction } from 'i18next';
import type { NodeChoice } from '../canvas/new-node.ts';
import type { Language } from '../i18n/index.ts';
import { type Apps, needsConnection } from '../nodes/apps.ts';

/** A step, or a note beside the steps. */
export type PaletteChoice = NodeChoice | { kind: 'note' };

export type Offer = {
  id: string;
  choice: PaletteChoice;
  label: string;
  description: string;
  group: string;
  /** Everything it can be found by, in both languages, as `plain` makes it. */
  words: string;
};

type OwnKind = Exclude<NodeKind, 'trigger' | 'action'>;
const ownKinds = nodeKinds.filter((kind): kind is OwnKind => kind !== 'trigger' && kind !== 'action');

/** What can be added: the flow's own steps, and each app's actions and triggers. Triggers come first where there is none yet. */
export function offersOf(apps: Apps, t: TFunction, language: Language, hasTrigger: boolean): Offer[] {
  const own = [...ownKinds, 'note' as const].map((kind): Offer => {
    const [label, description] =
      kind === 'note'
        ? [t('editor.beside.note'), t('editor.beside.noteText')]
        : [t(`editor.kind.${kind}`), t(`editor.kindText.${kind}`)];
    const words = plain(`${kind} ${label} ${description}`);
    return { id: kind, choice: { kind }, label, description, group: t('editor.palette.steps'), words };
  });
  const ofApps = apps.list.flatMap((app) => {
    const offer =
      (kind: 'trigger' | 'action', group: string) =>
      (of: Operation): Offer => ({
        id: `${kind} ${of.id}`,
        choice: { kind, uses: of.id, needsConnection: needsConnection(app) },
        label: of.title[language],
        description: of.description[language],
        group,
        words: plain([app.title, of.title, of.description].flatMap(({ en, fr }) => [en, fr]).join(' ')),
      });
    const title = { app: app.title[language] };
    return [
      ...app.triggers.map(
        offer('trigger', t(hasTrigger ? 'editor.palette.otherTriggers' : 'editor.palette.triggers', title)),
      ),
      ...app.actions.map(offer('action', t('editor.palette.actions', title))),
    ];
  });
  const triggers = ofApps.filter(({ choice }) => choice.kind === 'trigger');
  const actions = ofApps.filter(({ choice }) => choice.kind !== 'trigger');
  return hasTrigger ? [...own, ...actions, ...triggers] : [...triggers, ...own, ...actions];
}

type Operation = { id: string; title: Record<Language, string>; description: Record<Language, string> };

/** Lower case without accents: on some keyboards nobody types them, and nobody should have to. */
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Those that have every word of the search; what is called so comes before what only speaks of it. */
export function searchOffers(offers: readonly Offer[], search: string): Offer[] {
  const wanted = plain(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  // How many of the words it does not bear in its name, but only speaks of.
  const rank = ({ label }: Offer) => wanted.filter((word) => !plain(label).includes(word)).length;
  return offers.filter(({ words }) => wanted.every((word) => words.includes(word))).sort((a, b) => rank(a) - rank(b));
}
