import type { Catalogue } from './catalogue.ts';

export const journeyFr: Catalogue['journey'] = {
  title: 'Parcours de l’enregistrement',
  text: 'Saisissez l’adresse e-mail d’un client, un numéro de facture ou de commande, un numéro de téléphone, ou l’identifiant donné par un autre système. Vous voyez chaque exécution, étape, réponse et reçu où il est passé, tous flux confondus.',
  search: 'Que cherchez-vous ?',
  go: 'Chercher',
  short: 'Saisissez au moins trois caractères.',
  none: 'Rien de ce nom n’est passé, dans les données encore conservées.',
  noneText:
    'Les adresses, numéros et identifiants se trouvent en entier ; les mots et les morceaux, non. Les nombres inférieurs à 1 000 et les dates ne sont pas indexés.',
  behind: 'Les {{time}} les plus récents n’y figurent pas encore.',
  more: 'Il y en a plus que la place ne le permet. Cherchez quelque chose de plus précis, par exemple un numéro plutôt qu’un nom.',
  found_one: '{{count}} enregistrement dans {{flows}} de vos flux',
  found_many: '{{count}} enregistrements dans {{flows}} de vos flux',
  found_other: '{{count}} enregistrements dans {{flows}} de vos flux',
  came: 'il l’a apporté',
  said: '{{node}} l’a répondu, le {{at}}',
  show: 'Afficher son passage',
  hide: 'Masquer son passage',
  open: 'Ouvrir l’enregistrement',
  run: 'Son exécution',
  named: 'il porte ce nom',
};
