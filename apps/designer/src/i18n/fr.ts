import { alertsFr } from './alerts-fr.ts';
import type { Catalogue } from './catalogue.ts';
import { connectionsFr } from './connections-fr.ts';
import { editorFr } from './editor-fr.ts';
import { flowPageFr } from './flow-page-fr.ts';
import { flowTestsFr } from './flow-tests-fr.ts';
import { flowsFr } from './flows-fr.ts';
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
  app: { skip: 'Aller au contenu', loading: 'Chargement…' },
  nav: {
    label: 'Principal',
    overview: 'Vue d’ensemble',
    runs: 'Exécutions',
    journey: 'Parcours',
    triggers: 'Déclencheurs',
    flows: 'Flux',
    inbox: 'À traiter',
    review: 'À valider',
    alerts: 'Alertes',
    connections: 'Connexions',
    environments: 'Environnements',
    sandbox: 'Bac à sable',
    settings: 'Réglages',
    apiDocs: 'API',
  },
  bar: {
    environment: 'Environnement',
    inEnvironment: 'Environnement : {{environment}}. En choisir un autre',
    language: 'Langue',
    theme: 'Thème',
    light: 'Clair',
    dark: 'Sombre',
    system: 'Comme le système',
    account: 'Compte',
    signOut: 'Se déconnecter',
    commands: 'Commandes',
    commandsHint: 'Aller à, créer, changer…',
    nothingFound: 'Rien de ce nom.',
    goTo: 'Aller à {{place}}',
  },
  session: {
    title: 'Se connecter à Raccord',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    signIn: 'Se connecter',
    firstTime: 'Pas encore de compte ? Le serveur affiche un lien à usage unique au démarrage.',
    ended: 'Votre session est terminée. Reconnectez-vous pour reprendre où vous étiez.',
  },
  failure: {
    title: 'Chargement impossible',
    retry: 'Réessayer',
    unreachable: 'Le serveur ne répond pas. Vérifiez qu’il fonctionne et que vous êtes en ligne, puis réessayez.',
    unexpected:
      'Le serveur a répondu d’une façon que cette page ne comprend pas ({{status}}). Rechargez la page ; si cela persiste, prévenez le responsable du serveur.',
  },
  flows: flowsFr,
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
  broken: {
    title: 'Cette page n’a pas pu être affichée',
    text: 'Quelque chose y a échoué ; ce que vous avez enregistré est en sûreté. Rechargez-la ; si cela persiste, dites au responsable du serveur ce que vous faisiez.',
    outdated: 'Il y a une nouvelle version',
    outdatedText: 'Le serveur a été mis à jour pendant que cette page était ouverte. Rechargez-la pour continuer.',
    reload: 'Recharger',
  },
  notFound: { title: 'Il n’y a rien à cette adresse', back: 'Vers les flux' },
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
