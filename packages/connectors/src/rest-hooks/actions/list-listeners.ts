import { defineAction, Failure } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';

export const listListeners = defineAction({
  id: 'list-listeners',
  version: 1,
  title: { en: 'Who wants to be told', fr: 'Qui veut être prévenu' },
  description: {
    en: 'Gives those who have subscribed to an event; behind a split, “Tell one of them” tells each on its own.',
    fr: 'Donne les abonnés d’un événement ; après un découpage, « En prévenir un » prévient chacun séparément.',
  },
  input: Type.Object(
    {
      event: Type.String({
        minLength: 1,
        maxLength: 100,
        ...told(
          'Event',
          'e.g. `deal.won`; subscribers name it.',
          'Événement',
          'Par ex. `deal.won` ; les abonnés le nomment.',
        ),
      }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ listeners: Type.Array(Type.String()), count: Type.Integer() }),
  effect: 'read',
  async run({ hooks }, { event }) {
    if (hooks === undefined) throw new Failure('config', 'hooks.notHere');
    const listeners = await hooks.listeners(event);
    return { listeners, count: listeners.length };
  },
});
