import type { Catalogue } from './catalogue.ts';

export const mappingMessages = {
  'mapping.syntax': {
    en: 'The expression cannot be read: {message} (character {position}). Correct it in the flow: {expression}',
    fr: 'L’expression est illisible : {message} (caractère {position}). Corrigez-la dans le flux : {expression}',
  },
  'mapping.tooComplex': {
    en: 'The expression is too complex ({what}, at most {limit}). Split it over several fields or nodes: {expression}',
    fr: 'L’expression est trop complexe ({what}, au plus {limit}). Répartissez-la sur plusieurs champs ou nœuds : {expression}',
  },
  'mapping.denied': {
    en: '{function} may not be used in a flow. Write what it should compute as an expression of its own.',
    fr: '{function} n’est pas permis dans un flux. Écrivez directement l’expression à calculer.',
  },
  'mapping.failed': {
    en: 'The expression {expression} failed on this record: {message}. Correct the record or the expression and run it again.',
    fr: 'L’expression {expression} a échoué sur cet enregistrement : {message}. Corrigez l’enregistrement ou l’expression, puis relancez.',
  },
  'mapping.notData': {
    en: 'The expression gives something that is not data ({what}). Correct it so that it gives a text, a number, a list or an object.',
    fr: 'L’expression donne un résultat qui n’est pas une donnée ({what}). Corrigez-la pour qu’elle donne un texte, un nombre, une liste ou un objet.',
  },
  'mapping.forbiddenKey': {
    en: 'A field may not be called {key}: that name is reserved. Give it another name and run the record again.',
    fr: 'Un champ ne peut pas s’appeler {key} : ce nom est réservé. Donnez-lui un autre nom, puis relancez l’enregistrement.',
  },
  'mapping.tooDeep': {
    en: 'The result is nested more than {limit} levels deep. Flatten it, then run the record again.',
    fr: 'Le résultat dépasse {limit} niveaux d’imbrication. Aplatissez-le, puis relancez l’enregistrement.',
  },
  'mapping.tooLarge': {
    en: 'The result is larger than {limit} bytes. Map fewer fields or split the record, then run it again.',
    fr: 'Le résultat dépasse {limit} octets. Reprenez moins de champs ou scindez l’enregistrement, puis relancez-le.',
  },
  'mapping.tooMuchWork': {
    en: 'The expression {expression} was stopped because it takes too much time or memory: {message}. Simplify it or split the record, then run it again.',
    fr: 'L’expression {expression} a été arrêtée car elle demande trop de temps ou de mémoire : {message}. Simplifiez-la ou scindez l’enregistrement, puis relancez-le.',
  },
} satisfies Catalogue;
