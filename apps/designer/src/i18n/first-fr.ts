import type { Texts } from './catalogue.ts';
import type { firstEn } from './first-en.ts';
import { flowsFr } from './flows-fr.ts';
import { newFlowFr } from './new-flow-fr.ts';
import { runStatusesFr } from './run-statuses-fr.ts';

export const firstFr: Texts<typeof firstEn> = {
  app: { skip: 'Aller au contenu', loading: 'Chargement…', colon: ' :' },
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
  broken: {
    title: 'Cette page n’a pas pu être affichée',
    text: 'Quelque chose y a échoué ; ce que vous avez enregistré est en sûreté. Rechargez-la ; si cela persiste, dites au responsable du serveur ce que vous faisiez.',
    outdated: 'Il y a une nouvelle version',
    outdatedText: 'Le serveur a été mis à jour pendant que cette page était ouverte. Rechargez-la pour continuer.',
    reload: 'Recharger',
  },
  notFound: { title: 'Il n’y a rien à cette adresse', back: 'Vers les flux' },
  editor: newFlowFr,
  runs: { statuses: runStatusesFr },
};
