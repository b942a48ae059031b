import type { Catalogue } from './catalogue.ts';

/** What is said to people who decide about records. */
export const approvalMessages = {
  'approval.noTask': {
    en: 'This question is not known any more. Load the list again.',
    fr: 'Cette question n’est plus connue. Rechargez la liste.',
  },
  'approval.alreadyDecided': {
    en: 'Somebody was faster: this has been decided already. Load it again to see by whom and how.',
    fr: 'Quelqu’un a été plus rapide : la décision est déjà prise. Rechargez pour voir par qui et laquelle.',
  },
  'approval.closed': {
    en: 'Nobody waits for this decision any more: the run was cancelled, or the record was asked about again with other data.',
    fr: 'Personne n’attend plus cette décision : l’exécution a été annulée, ou l’enregistrement est revenu avec d’autres données.',
  },
  'approval.gone': {
    en: 'The run, or the version of the flow that asked this, is gone. There is nothing left to decide.',
    fr: 'L’exécution ou la version du flux qui a posé cette question n’existe plus. Il n’y a plus rien à décider.',
  },
  'approval.notAllowed': {
    en: 'This decision is kept for people with the role {role} or more. Ask one of them.',
    fr: 'Cette décision est réservée aux personnes ayant au moins le rôle {role}. Adressez-vous à l’une d’elles.',
  },
  'approval.noKey': {
    en: 'This choice cannot be remembered: the step names no key, or this record has none.',
    fr: 'Ce choix ne peut pas être retenu : l’étape n’indique pas de clé, ou cet enregistrement n’en a pas.',
  },
  'approval.noChoice': {
    en: 'This remembered choice is gone already. Load the list again.',
    fr: 'Ce choix retenu n’existe déjà plus. Rechargez la liste.',
  },
  'approval.noData': {
    en: 'The changed data is empty. Give a value, or decide without changing anything.',
    fr: 'Les données modifiées sont vides. Indiquez une valeur, ou décidez sans rien modifier.',
  },
  'approval.tooLarge': {
    en: 'The changed data is {kb} kB; at most {most} kB are possible. Make it smaller.',
    fr: 'Les données modifiées font {kb} ko ; {most} ko au plus sont possibles. Réduisez-les.',
  },
  'approval.notFields': {
    en: 'The changed data must be a group of fields, as the step declares them.',
    fr: 'Les données modifiées doivent être un groupe de champs, comme l’étape les déclare.',
  },
  'approval.fieldFixed': {
    en: 'The field “{field}” may not be changed here. Leave it as it was.',
    fr: 'Le champ « {field} » ne peut pas être modifié ici. Laissez-le tel quel.',
  },
  'approval.fieldMissing': {
    en: 'The field “{field}” is needed. Fill it in.',
    fr: 'Le champ « {field} » est obligatoire. Remplissez-le.',
  },
  'approval.fieldType': {
    en: 'The field “{field}” has the wrong form: {type} is expected.',
    fr: 'Le champ « {field} » n’a pas la bonne forme : {type} est attendu.',
  },
  'approval.fieldChoice': {
    en: 'The field “{field}” must be one of the choices offered.',
    fr: 'Le champ « {field} » doit être l’un des choix proposés.',
  },
} satisfies Catalogue;
