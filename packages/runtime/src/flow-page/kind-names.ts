import type { Effect, Language, NodeKind } from '@raccord/contract';

/** What a step of the flow itself is called when nobody gave it a title. */
export const kindNames: Record<Language, Record<NodeKind, string>> = {
  en: {
    trigger: 'Trigger',
    action: 'Action',
    map: 'Map fields',
    filter: 'Filter',
    branch: 'Branch',
    split: 'Split',
    aggregate: 'Aggregate',
    lookup: 'Look up in a table',
    wait: 'Wait',
    approval: 'Approval',
    subflow: 'Run a subflow',
    respond: 'Answer the caller',
  },
  fr: {
    trigger: 'Déclencheur',
    action: 'Action',
    map: 'Correspondance de champs',
    filter: 'Filtre',
    branch: 'Aiguillage',
    split: 'Éclater',
    aggregate: 'Regrouper',
    lookup: 'Chercher dans une table',
    wait: 'Attente',
    approval: 'Validation',
    subflow: 'Lancer un sous-flux',
    respond: 'Répondre à l’appelant',
  },
};

/** How an action stays single when it is repeated, in a sentence. */
export const effectWords: Record<Language, Record<Effect, string>> = {
  en: {
    read: 'It only reads: repeating it does no harm.',
    key: 'The app recognises a repeated call by its key: nothing is done twice.',
    upsert: 'It writes under an id of its own: repeating it changes the same thing again.',
    readback: 'Before it repeats, it looks whether it has been done already.',
    none: 'The app cannot recognise a repeated call.',
  },
  fr: {
    read: 'Elle ne fait que lire : la répéter ne nuit pas.',
    key: 'L’application reconnaît à sa clé un appel répété : rien n’est fait deux fois.',
    upsert: 'Elle écrit sous un identifiant à elle : la répéter modifie de nouveau la même chose.',
    readback: 'Avant de répéter, elle regarde si c’est déjà fait.',
    none: 'L’application ne reconnaît pas un appel répété.',
  },
};
