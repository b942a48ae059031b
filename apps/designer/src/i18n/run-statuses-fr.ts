import type { Texts } from './catalogue.ts';
import type { runStatusesEn } from './run-statuses-en.ts';

export const runStatusesFr: Texts<typeof runStatusesEn> = {
  running: 'En cours',
  succeeded: 'Réussie',
  partial: 'Partielle',
  failed: 'Échouée',
  cancelled: 'Annulée',
};
