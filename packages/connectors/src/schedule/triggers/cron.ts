import { defineTrigger } from '@raccord/contract';
import Type from 'typebox';

const config = Type.Object(
  {
    cron: Type.String({
      minLength: 1,
      maxLength: 200,
      title: 'When',
      description:
        'Minute, hour, day of the month, month, day of the week: `0 8 * * 1-5` is eight o’clock from Monday to Friday.',
      fr: {
        title: 'Quand',
        description:
          'Minute, heure, jour du mois, mois, jour de la semaine : `0 8 * * 1-5` signifie huit heures du lundi au vendredi.',
      },
    }),
    timezone: Type.Optional(
      Type.String({
        maxLength: 64,
        zones: true,
        title: 'Time zone',
        description: 'e.g. `Europe/Paris`; the flow’s own time zone when absent.',
        fr: { title: 'Fuseau horaire', description: 'Par ex. `Europe/Paris` ; sinon celui du flux.' },
      }),
    ),
    missed: Type.Optional(
      Type.Enum(['skip', 'last', 'all'], {
        default: 'last',
        title: 'Missed times',
        description: 'After a stop: skip the times that were missed, make up for the last one, or for all of them.',
        fr: {
          title: 'Échéances manquées',
          description: 'Après un arrêt : ignorer les échéances manquées, rattraper la dernière, ou toutes.',
        },
      }),
    ),
    overlap: Type.Optional(
      Type.Enum(['skip', 'queue', 'allow'], {
        default: 'skip',
        title: 'Overlap',
        description: 'While an earlier run is still under way: skip this time, wait for it, or run beside it.',
        fr: {
          title: 'Chevauchement',
          description:
            'Si une exécution est encore en cours : passer cette échéance, l’attendre, ou s’exécuter à côté.',
        },
      }),
    ),
  },
  { additionalProperties: false },
);

const output = Type.Object({
  scheduledAt: Type.String({ description: 'The time of the schedule, ISO 8601.' }),
  firedAt: Type.String({ description: 'When it was really started, ISO 8601.' }),
  occurrence: Type.String({ description: 'Names this time for good; the same after a crash.' }),
});

export const cron = defineTrigger({
  id: 'cron',
  version: 1,
  title: { en: 'At set times', fr: 'À heures fixes' },
  description: {
    en: 'Fires once for each time of a cron schedule; clock changes and stops neither double nor lose one.',
    fr: 'Se déclenche une fois à chaque échéance d’une planification cron ; ni changement d’heure ni arrêt n’en double ou n’en perd.',
  },
  config,
  output,
  sample: {
    scheduledAt: '2026-11-20T07:00:00.000Z',
    firedAt: '2026-11-20T07:00:00.412Z',
    occurrence: '2026-11-20T07:00:00.000Z',
  },
  fires: 'schedule',
});
