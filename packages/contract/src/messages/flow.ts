import type { Catalogue } from './catalogue.ts';

/** What can be wrong with a flow document. `{where}` is the place in the document; see `describeProblem`. */
export const flowMessages = {
  'flow.didYouMean': { en: 'Did you mean “{suggestion}”?', fr: 'Vouliez-vous dire « {suggestion} » ?' },
  'flow.word.document': { en: 'the flow document', fr: 'le document du flux' },
  'flow.type.string': { en: 'a text', fr: 'un texte' },
  'flow.type.number': { en: 'a number', fr: 'un nombre' },
  'flow.type.integer': { en: 'a whole number', fr: 'un nombre entier' },
  'flow.type.boolean': { en: 'true or false', fr: 'vrai ou faux' },
  'flow.type.object': { en: 'a group of fields', fr: 'un groupe de champs' },
  'flow.type.array': { en: 'a list', fr: 'une liste' },
  'flow.type.null': { en: 'empty (null)', fr: 'vide (null)' },

  'flow.tooLarge': {
    en: 'The flow document has {bytes} bytes; at most {limit} are read. Move large tables out of the flow.',
    fr: 'Le document du flux fait {bytes} octets ; {limit} au plus sont lus. Sortez les grandes tables du flux.',
  },
  'flow.notJson': {
    en: 'This cannot be written as JSON, so it is no flow document. Send the document as JSON.',
    fr: 'Ceci ne peut pas s’écrire en JSON, ce n’est donc pas un document de flux. Envoyez le document en JSON.',
  },
  'flow.syntax': {
    en: 'Line {line}, column {column} is not valid JSON. Look for a missing comma, quote or bracket there or just before.',
    fr: 'La ligne {line}, colonne {column} n’est pas du JSON valide. Cherchez à cet endroit, ou juste avant, une virgule, un guillemet ou une accolade qui manque.',
  },
  'flow.tooDeep': {
    en: 'At line {line}, column {column} the document is nested more than {limit} levels deep. Flatten it.',
    fr: 'À la ligne {line}, colonne {column}, le document a plus de {limit} niveaux d’imbrication. Aplatissez-le.',
  },
  'flow.duplicateKey': {
    en: '{where} is given twice, the second time at line {line}, column {column}. Remove one of them.',
    fr: '{where} figure deux fois, la seconde à la ligne {line}, colonne {column}. Supprimez l’un des deux.',
  },
  'flow.forbiddenKey': {
    en: 'The name “{key}” at line {line}, column {column} is not allowed in a flow. Rename the field.',
    fr: 'Le nom « {key} » à la ligne {line}, colonne {column} n’est pas permis dans un flux. Renommez le champ.',
  },
  'flow.badNumber': {
    en: 'The number at {where} (line {line}, column {column}) is too large to be kept exactly. Write it as text or make it smaller.',
    fr: 'Le nombre de {where} (ligne {line}, colonne {column}) est trop grand pour être conservé. Écrivez-le comme un texte ou réduisez-le.',
  },
  'flow.badText': {
    en: 'The text at {where} (line {line}, column {column}) holds a character that cannot be stored (NUL or half of a pair). Remove it.',
    fr: 'Le texte de {where} (ligne {line}, colonne {column}) contient un caractère impossible à enregistrer (NUL ou moitié de paire). Retirez-le.',
  },
  'flow.newerVersion': {
    en: 'This flow was made by a newer Raccord (document version {version}; this one reads up to {supported}). Update Raccord, then open it again.',
    fr: 'Ce flux a été fait par un Raccord plus récent (version {version} du document ; celui-ci lit jusqu’à la {supported}). Mettez Raccord à jour, puis rouvrez-le.',
  },
  'flow.unknownVersion': {
    en: 'There never was a flow document of version {version}. Set schemaVersion to {supported} and correct what is then reported.',
    fr: 'Il n’a jamais existé de document de flux en version {version}. Mettez schemaVersion à {supported} et corrigez ce qui est alors signalé.',
  },
  'flow.notMigrated': {
    en: 'This flow of document version {version} could not be brought up to version {supported}: {reason}. Open it with the Raccord that made it, correct it there and export it again.',
    fr: 'Ce flux en version {version} du document n’a pas pu être porté à la version {supported} : {reason}. Ouvrez-le avec le Raccord qui l’a fait, corrigez-le et exportez-le de nouveau.',
  },

  'flow.invalid': {
    en: '{where} is not as it should be: {message}. Correct it.',
    fr: '{where} n’est pas comme il faut : {message}. Corrigez-le.',
  },
  'flow.missingField': { en: '{where} is missing. Fill it in.', fr: '{where} manque. Renseignez-le.' },
  'flow.unknownField': {
    en: '{where}: there is no field “{field}” here. Remove it or correct its name.',
    fr: '{where} : il n’y a pas de champ « {field} » ici. Supprimez-le ou corrigez son nom.',
  },
  'flow.wrongType': {
    en: '{where} must be {expected}, but it is {found}. Correct the value.',
    fr: '{where} doit être {expected}, mais c’est {found}. Corrigez la valeur.',
  },
  'flow.notAllowed': {
    en: '{where} is “{value}”; possible are: {allowed}. Choose one of them.',
    fr: '{where} vaut « {value} » ; sont possibles : {allowed}. Choisissez-en une.',
  },
  'flow.badId': {
    en: '{where} is “{value}”, which is no id. Use lower-case letters, digits and dashes, a letter first, 64 characters at most.',
    fr: '{where} vaut « {value} », qui n’est pas un identifiant. Utilisez des minuscules sans accent, des chiffres et des tirets, une lettre d’abord, 64 caractères au plus.',
  },
  'flow.badNodeId': {
    en: '{where} is “{value}”, which no node can be called. Use letters, digits, dashes and underscores, a letter first, 64 characters at most.',
    fr: '{where} vaut « {value} », ce qu’aucun nœud ne peut s’appeler. Utilisez des lettres sans accent, des chiffres, des tirets et des soulignés, une lettre d’abord, 64 caractères au plus.',
  },
  'flow.badPort': {
    en: '{where} is “{value}”, which no way out can be called. Use lower-case letters, digits and dashes, a letter first, 32 characters at most.',
    fr: '{where} vaut « {value} », ce qu’aucune sortie ne peut s’appeler. Utilisez des minuscules sans accent, des chiffres et des tirets, une lettre d’abord, 32 caractères au plus.',
  },
  'flow.badUses': {
    en: '{where} is “{value}”. Write the connector, a slash and its action or trigger, e.g. slack/send-message.',
    fr: '{where} vaut « {value} ». Écrivez le connecteur, une barre oblique et son action ou déclencheur, p. ex. slack/send-message.',
  },
  'flow.badDuration': {
    en: '{where} is “{value}”, which is no length of time. Write a number and a unit: 500ms, 30s, 5m, 2h or 1d.',
    fr: '{where} vaut « {value} », qui n’est pas une durée. Écrivez un nombre et une unité : 500ms, 30s, 5m, 2h ou 1d.',
  },
  'flow.badFormat': {
    en: '{where} is “{value}”, which does not have the form it must have ({format}). Correct the value.',
    fr: '{where} vaut « {value} », qui n’a pas la forme voulue ({format}). Corrigez la valeur.',
  },
  'flow.tooShort': {
    en: '{where} is too short: at least {limit} characters are needed. Complete it.',
    fr: '{where} est trop court : il faut au moins {limit} caractères. Complétez-le.',
  },
  'flow.tooLong': {
    en: '{where} is too long: at most {limit} characters are allowed. Shorten it.',
    fr: '{where} est trop long : {limit} caractères au plus sont permis. Raccourcissez-le.',
  },
  'flow.tooFew': {
    en: '{where} needs at least {limit} entries. Add what is missing.',
    fr: '{where} doit avoir au moins {limit} éléments. Ajoutez ce qui manque.',
  },
  'flow.tooMany': {
    en: '{where} may have at most {limit} entries. Remove some, or split the flow in two.',
    fr: '{where} peut avoir {limit} éléments au plus. Retirez-en, ou partagez le flux en deux.',
  },
  'flow.tooSmall': {
    en: '{where} is {value}; it must be at least {limit}. Correct the value.',
    fr: '{where} vaut {value} ; il faut au moins {limit}. Corrigez la valeur.',
  },
  'flow.tooBig': {
    en: '{where} is {value}; it must be at most {limit}. Correct the value.',
    fr: '{where} vaut {value} ; il faut au plus {limit}. Corrigez la valeur.',
  },
  'flow.unknownKind': {
    en: 'There is no node of kind “{value}” ({where}). Possible are: {allowed}.',
    fr: 'Il n’y a pas de nœud de type « {value} » ({where}). Sont possibles : {allowed}.',
  },
  'flow.noTrigger': {
    en: 'The flow has no trigger, so nothing would start it. Add one trigger node.',
    fr: 'Le flux n’a pas de déclencheur, rien ne le lancerait. Ajoutez un nœud déclencheur.',
  },
  'flow.cycle': {
    en: 'These nodes run in a circle: {nodes}. Remove one of the edges between them.',
    fr: 'Ces nœuds tournent en rond : {nodes}. Supprimez l’un des liens entre eux.',
  },
} satisfies Catalogue;
