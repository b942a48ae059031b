import type { Texts } from './catalogue.ts';
import type { newFlowEn } from './new-flow-en.ts';

export const newFlowFr: Texts<typeof newFlowEn> = {
  newFlow: 'Nouveau flux',
  newFlowTitle: 'Un nouveau flux',
  newFlowText:
    'Il commence par un déclencheur que vous lancez à la main ; remplacez-le par un autre quand vous voulez.',
  name: 'Nom',
  create: 'Créer',
  cancel: 'Annuler',
  flowExists: 'Un flux porte déjà ce nom. Choisissez-en un autre.',
};
