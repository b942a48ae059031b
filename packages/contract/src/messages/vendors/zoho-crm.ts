import type { Catalogue } from '../catalogue.ts';

/** `{from}` is who answered, `{message}` their own words. */
export const zohoCrmMessages = {
  'zohoCrm.fieldRefused': {
    en: '{from} refused the field "{field}": {message} ({reason}). Correct the record and run it again.',
    fr: '{from} a refusé le champ « {field} » : {message} ({reason}). Corrigez l’enregistrement et relancez-le.',
  },
  'zohoCrm.duplicate': {
    en: '{from} has a record with this value of "{field}" already: {id}. Update that one, or correct the record and run it again.',
    fr: '{from} a déjà une fiche avec cette valeur de « {field} » : {id}. Modifiez celle-là, ou corrigez l’enregistrement et relancez-le.',
  },
  'zohoCrm.requestWrong': {
    en: '{from} does not take this call: {message} ({reason}). Check the module, fields and query of the node.',
    fr: '{from} n’accepte pas cet appel : {message} ({reason}). Vérifiez le module, les champs et la requête du nœud.',
  },
  'zohoCrm.scopeMissing': {
    en: 'The connection to {from} lacks a right that this needs: {message}. Reconnect the account and consent to what is asked, then run the record again.',
    fr: 'Il manque à la connexion à {from} un droit nécessaire ici : {message}. Reconnectez le compte en acceptant ce qui est demandé, puis relancez l’enregistrement.',
  },
  'zohoCrm.fileTooLarge': {
    en: 'The file "{name}" has {size} bytes; Zoho CRM takes {limit} at most. Attach a link to it instead, or make it smaller.',
    fr: 'Le fichier « {name} » fait {size} octets ; Zoho CRM en accepte {limit} au plus. Joignez plutôt un lien, ou réduisez-le.',
  },
  'zohoCrm.pickOneSearch': {
    en: 'The search says nothing to look for, or more than one thing. Fill in exactly one of criteria, e-mail, phone and word.',
    fr: 'La recherche n’indique rien à chercher, ou plusieurs choses. Remplissez exactement un des champs critères, e-mail, téléphone et mot.',
  },
} satisfies Catalogue;
