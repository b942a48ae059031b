import { alertsFr } from './alerts-fr.ts';
import type { Catalogue } from './catalogue.ts';
import { connectionsFr } from './connections-fr.ts';
import { editorFr } from './editor-fr.ts';
import { firstFr } from './first-fr.ts';
import { flowPageFr } from './flow-page-fr.ts';
import { flowTestsFr } from './flow-tests-fr.ts';
import { inboxFr } from './inbox-fr.ts';
import { journeyFr } from './journey-fr.ts';
import { mappingFr } from './mapping-fr.ts';
import { overviewFr } from './overview-fr.ts';
import { reviewFr } from './review-fr.ts';
import { runsFr } from './runs-fr.ts';
import { samplesFr } from './samples-fr.ts';
import { sandboxFr } from './sandbox-fr.ts';
import { settingsFr } from './settings-fr.ts';
import { tracingFr } from './tracing-fr.ts';
import { triggersFr } from './triggers-fr.ts';
import { versionsFr } from './versions-fr.ts';

export const fr: Catalogue = {
  ...firstFr,
  flowPage: flowPageFr,
  connections: connectionsFr,
  environments: {
    title: 'Environnements',
    text: 'Un flux est mis en service dans un environnement, avec les connexions et les variables de celui-ci.',
    name: 'Nom',
    variables: 'Variables',
    none: 'aucune',
    emptyTitle: 'Pas encore d’environnements',
    emptyText: 'Le serveur en crée un pour le bac à sable au démarrage.',
  },
  state: {
    succeeded: 'Réussi',
    filtered: 'Filtré',
    failed: 'Échoué',
    waiting: 'En attente',
    held: 'Retenu',
    inDoubt: 'Incertain',
    cancelled: 'Annulé',
  },
  json: {
    search: 'Chercher un nom ou une valeur',
    clear: 'Effacer la recherche',
    none: 'Introuvable',
    hit: '{{at}} sur {{count}}',
    previous: 'Résultat précédent',
    next: 'Résultat suivant',
    copyPath: 'Copier le chemin {{path}}',
    copied: '{{what}} est copié',
    copyValue: 'Copier la valeur',
    copiedValue: 'La valeur est copiée',
    items_one: '[{{count}} élément]',
    items_other: '[{{count}} éléments]',
    fields_one: '{ {{count}} champ }',
    fields_other: '{ {{count}} champs }',
    more: 'Afficher la suite ({{count}} de plus)',
  },
  journey: journeyFr,
  overview: overviewFr,
  review: reviewFr,
  runs: runsFr,
  triggers: triggersFr,
  editor: editorFr,
  inbox: inboxFr,
  alerts: alertsFr,
  mapping: mappingFr,
  samples: samplesFr,
  sandbox: sandboxFr,
  settings: settingsFr,
  tracing: tracingFr,
  versions: versionsFr,
  flowTests: flowTestsFr,
};
