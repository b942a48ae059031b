import type { Catalogue } from './catalogue.ts';

/** What is said about how long things are kept, and about the data of one person. */
export const keepingMessages = {
  'keeping.metadataShorter': {
    en: 'A run cannot be forgotten before its data: keep runs and counters at least as long as data.',
    fr: 'Une exécution ne peut pas être oubliée avant ses données : conservez les exécutions et compteurs au moins aussi longtemps que les données.',
  },
  'keeping.recordForgotten': {
    en: 'What came on {day} is no longer kept: data goes after the time set under Settings › Keeping, or was erased. It cannot be run again.',
    fr: 'Ce qui est arrivé le {day} n’est plus conservé : les données partent après la durée fixée dans Réglages › Conservation, ou ont été effacées. La relance est impossible.',
  },
  'keeping.runForgotten': {
    en: 'The run of {day} is no longer kept: runs go after the time set under Settings › Keeping.',
    fr: 'L’exécution du {day} n’est plus conservée : les exécutions partent après la durée fixée dans Réglages › Conservation.',
  },
  'keeping.noJob': {
    en: 'This search is not known any more. Search for the person again.',
    fr: 'Cette recherche n’est plus connue. Recherchez la personne de nouveau.',
  },
  'keeping.tooCommon': {
    en: 'This stands in too much to be one person: type the whole e-mail address, or a whole number or id of at least four characters.',
    fr: 'Cela figure en trop d’endroits pour désigner une seule personne : saisissez l’adresse e-mail entière, ou un numéro ou identifiant entier d’au moins quatre caractères.',
  },
  'keeping.busy': {
    en: 'Ten people are being searched for or erased already. Wait until one of them is done.',
    fr: 'Dix personnes sont déjà en cours de recherche ou d’effacement. Attendez que l’une d’elles soit traitée.',
  },
  'keeping.notTheSame': {
    en: 'What was typed to confirm is not what was searched for. Type it once more, to the letter.',
    fr: 'La confirmation saisie ne correspond pas à la recherche. Saisissez-la de nouveau, à la lettre.',
  },
  'keeping.notLooked': {
    en: 'This can be done once the search is through, and not after it is over. Search for the person again.',
    fr: 'C’est possible une fois la recherche terminée, et tant qu’elle n’a pas expiré. Recherchez la personne de nouveau.',
  },
  'keeping.stillOpen': {
    en: 'Work of this person has not ended: {count} records wait, are in doubt or stand in the inbox. Deal with them first, or say that they are cancelled.',
    fr: 'Des traitements de cette personne ne sont pas terminés : {count} enregistrements attendent, sont incertains ou figurent dans « À traiter ». Traitez-les d’abord, ou demandez leur annulation.',
  },
} as const satisfies Catalogue;
