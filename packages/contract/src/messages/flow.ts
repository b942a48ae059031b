// A catalogue, longer than 300 lines because each sentence takes a few.

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

  'flow.duplicateNode': {
    en: 'Two nodes are called “{name}” ({where}). Rename one of them.',
    fr: 'Deux nœuds s’appellent « {name} » ({where}). Renommez l’un des deux.',
  },
  'flow.reservedName': {
    en: 'No node can be called “{name}”: expressions use that name for something else. Rename the node.',
    fr: 'Aucun nœud ne peut s’appeler « {name} » : les expressions emploient ce nom pour autre chose. Renommez le nœud.',
  },
  'flow.secondTrigger': {
    en: '“{name}” is a second trigger; “{first}” starts this flow already. Move one of them to a flow of its own.',
    fr: '« {name} » est un second déclencheur ; « {first} » lance déjà ce flux. Déplacez l’un des deux dans son propre flux.',
  },
  'flow.unknownNode': {
    en: 'The edge from “{from}” to “{to}” names the node “{name}”, which does not exist. Remove the edge or correct the name.',
    fr: 'Le lien de « {from} » à « {to} » nomme le nœud « {name} », qui n’existe pas. Supprimez le lien ou corrigez le nom.',
  },
  'flow.duplicateGroup': {
    en: 'Two groups have the id “{name}” ({where}). Give one of them another id, or remove it.',
    fr: 'Deux groupes ont l’identifiant « {name} » ({where}). Donnez-en un autre à l’un des deux, ou supprimez-le.',
  },
  'flow.duplicateNote': {
    en: 'Two notes have the id “{name}” ({where}). Give one of them another id, or remove it.',
    fr: 'Deux notes ont l’identifiant « {name} » ({where}). Donnez-en un autre à l’une des deux, ou supprimez-la.',
  },
  'flow.unknownMember': {
    en: 'The group “{group}” names the step “{name}”, which does not exist. Take it out of the group.',
    fr: 'Le groupe « {group} » nomme l’étape « {name} », qui n’existe pas. Retirez-la du groupe.',
  },
  'flow.memberTwice': {
    en: 'The step “{name}” is in the group “{group}” and already in “{first}”. Take it out of one of them.',
    fr: 'L’étape « {name} » est dans le groupe « {group} » et déjà dans « {first} ». Retirez-la de l’un des deux.',
  },
  'flow.duplicateEdge': {
    en: 'The edge from “{from}” to “{to}” exists twice ({where}). Remove one of them.',
    fr: 'Le lien de « {from} » à « {to} » existe deux fois ({where}). Supprimez l’un des deux.',
  },
  'flow.portNeeded': {
    en: 'The edge from “{from}” to “{to}” does not say which way out it takes. Choose one of: {ports}.',
    fr: 'Le lien de « {from} » à « {to} » ne dit pas quelle sortie il emprunte. Choisissez parmi : {ports}.',
  },
  'flow.unknownPort': {
    en: 'The edge to “{to}” leaves “{from}” by “{port}”, but that node has only: {ports}. Choose one of them.',
    fr: 'Le lien vers « {to} » quitte « {from} » par « {port} », mais ce nœud n’a que : {ports}. Choisissez-en une.',
  },
  'flow.noPorts': {
    en: 'The edge to “{to}” leaves “{from}” by “{port}”, but that node has a single way out. Remove the port from the edge.',
    fr: 'Le lien vers « {to} » quitte « {from} » par « {port} », mais ce nœud n’a qu’une sortie. Retirez le nom de sortie du lien.',
  },
  'flow.edgeToTrigger': {
    en: 'The edge from “{from}” leads to the trigger “{to}”, which nothing can come before. Remove the edge.',
    fr: 'Le lien depuis « {from} » mène au déclencheur « {to} », que rien ne peut précéder. Supprimez le lien.',
  },
  'flow.unreachable': {
    en: 'No path leads from the trigger to “{name}”, so it would never run. Connect it or remove it.',
    fr: 'Aucun chemin ne mène du déclencheur à « {name} », qui ne s’exécuterait jamais. Reliez-le ou supprimez-le.',
  },
  'flow.aggregateAlone': {
    en: '“{name}” gathers what a split made, but no split comes before it. Add a split, or let it gather the whole run.',
    fr: '« {name} » rassemble ce qu’une division a produit, mais aucune ne le précède. Ajoutez une division, ou rassemblez toute l’exécution.',
  },
  'flow.mixedSplit': {
    en: 'Into “{name}” lead paths from inside and outside of a split, so its records do not match. Aggregate the split first.',
    fr: 'Vers « {name} » mènent des chemins de l’intérieur et de l’extérieur d’une division, ses enregistrements ne se correspondent pas. Rassemblez d’abord la division.',
  },

  'flow.unknownConnector': {
    en: '{where}: there is no connector “{connector}”. Choose another or correct its name.',
    fr: '{where} : il n’y a pas de connecteur « {connector} ». Choisissez-en un autre ou corrigez son nom.',
  },
  'flow.unknownAction': {
    en: '{where}: the connector “{connector}” has no action “{name}”. Choose one that it has.',
    fr: '{where} : le connecteur « {connector} » n’a pas d’action « {name} ». Choisissez l’une des siennes.',
  },
  'flow.unknownTrigger': {
    en: '{where}: the connector “{connector}” has no trigger “{name}”. Choose one that it has.',
    fr: '{where} : le connecteur « {connector} » n’a pas de déclencheur « {name} ». Choisissez l’un des siens.',
  },
  'flow.isAction': {
    en: '{where}: “{connector}/{name}” is an action and cannot start a flow. Choose a trigger.',
    fr: '{where} : « {connector}/{name} » est une action et ne peut pas lancer un flux. Choisissez un déclencheur.',
  },
  'flow.isTrigger': {
    en: '{where}: “{connector}/{name}” is a trigger and can only start a flow. Choose an action.',
    fr: '{where} : « {connector}/{name} » est un déclencheur et ne peut que lancer un flux. Choisissez une action.',
  },
  'flow.unknownActionVersion': {
    en: '{where}: “{connector}/{name}” has no version {version}; the newest here is {newest}. Update Raccord or use that one.',
    fr: '{where} : « {connector}/{name} » n’a pas de version {version} ; la plus récente ici est la {newest}. Mettez Raccord à jour ou prenez celle-là.',
  },
  'flow.oldActionVersion': {
    en: '{where}: version {version} of “{uses}” can no longer be run; the newest is {newest}. Set the node up again with that one.',
    fr: '{where} : la version {version} de « {uses} » ne peut plus être exécutée ; la plus récente est la {newest}. Configurez le nœud de nouveau avec celle-là.',
  },
  'flow.noConnection': {
    en: '{where} is missing: “{connector}” works through an account. Choose a connection.',
    fr: '{where} manque : « {connector} » passe par un compte. Choisissez une connexion.',
  },
  'flow.unknownSlot': {
    en: '{where}: the flow has no connection “{slot}”. Choose one it has, or add it.',
    fr: '{where} : le flux n’a pas de connexion « {slot} ». Choisissez l’une des siennes, ou ajoutez-la.',
  },
  'flow.slotOfOther': {
    en: '{where}: the connection “{slot}” is for “{other}”, but this node needs one for “{connector}”. Choose another connection.',
    fr: '{where} : la connexion « {slot} » est pour « {other} », mais ce nœud en demande une pour « {connector} ». Choisissez une autre connexion.',
  },
  'flow.unbound': {
    en: 'In this environment no account stands behind the connection “{slot}” ({connector}). Bind one, then deploy again.',
    fr: 'Dans cet environnement, aucun compte n’est relié à la connexion « {slot} » ({connector}). Reliez-en un, puis déployez de nouveau.',
  },
  'flow.scopeMissing': {
    en: '{where}: the account behind “{slot}” was connected without the right {scopes}. Reconnect it, then this node can work.',
    fr: '{where} : le compte derrière « {slot} » a été connecté sans le droit {scopes}. Reconnectez-le pour que ce nœud puisse fonctionner.',
  },
  'flow.boundToOther': {
    en: 'In this environment an account of “{other}” stands behind the connection “{slot}”, which is for “{connector}”. Bind another.',
    fr: 'Dans cet environnement, la connexion « {slot} », prévue pour « {connector} », est reliée à un compte de « {other} ». Reliez-en un autre.',
  },

  'flow.literalOnly': {
    en: '{where} holds an expression, but a trigger is set up before there is any record to read. Write a fixed value.',
    fr: '{where} contient une expression, mais un déclencheur se règle avant qu’il y ait un enregistrement à lire. Écrivez une valeur fixe.',
  },
  'flow.fixedText': {
    en: '{where} holds an expression, but its text must be the same for every record. Put what changes into the values beside it.',
    fr: '{where} contient une expression, mais son texte doit être le même pour tous les enregistrements. Mettez ce qui change dans les valeurs à côté.',
  },
  'flow.textGiven': {
    en: '{where} must be {expected}, but text around the braces always gives a text. Leave only the expression: {{…}}.',
    fr: '{where} doit être {expected}, mais du texte autour des accolades donne toujours un texte. Ne laissez que l’expression : {{…}}.',
  },
  'flow.notExpression': {
    en: '{where} must be one expression and nothing else. Write it in double braces: {{…}}.',
    fr: '{where} doit être une expression et rien d’autre. Écrivez-la entre doubles accolades : {{…}}.',
  },
  'flow.notUpstream': {
    en: '{where}: “{reader}” reads “{name}”, which does not come before it. Draw a path from “{name}” to “{reader}”, or read another node.',
    fr: '{where} : « {reader} » lit « {name} », qui ne le précède pas. Tracez un chemin de « {name} » à « {reader} », ou lisez un autre nœud.',
  },
  'flow.readsItself': {
    en: '{where}: “{reader}” reads its own result, which is not there yet. Read a node that comes before it.',
    fr: '{where} : « {reader} » lit son propre résultat, qui n’existe pas encore. Lisez un nœud qui le précède.',
  },
  'flow.readsInsideSplit': {
    en: '{where}: “{reader}” reads “{name}”, which ran once for each gathered record and is gone after that. Read what the aggregate collected.',
    fr: '{where} : « {reader} » lit « {name} », exécuté une fois par enregistrement rassemblé et absent ensuite. Lisez ce que le regroupement a recueilli.',
  },
  'flow.unknownName': {
    en: '{where} reads “{name}”, but no node is called that. Correct the name, or add quotes if it is a text.',
    fr: '{where} lit « {name} », mais aucun nœud ne s’appelle ainsi. Corrigez le nom, ou ajoutez des guillemets si c’est un texte.',
  },
  'flow.tooManyExpressions': {
    en: 'The flow holds more than {limit} different expressions; the rest was not checked. Split the flow in two, or move values into a table.',
    fr: 'Le flux contient plus de {limit} expressions différentes ; les autres n’ont pas été vérifiées. Partagez le flux en deux, ou déplacez des valeurs dans une table.',
  },
  'flow.unknownTable': {
    en: '{where}: there is no table “{table}”. Choose one that exists or add it to the flow.',
    fr: '{where} : il n’y a pas de table « {table} ». Choisissez-en une qui existe ou ajoutez-la au flux.',
  },
  'flow.waitForNothing': {
    en: '“{name}” does not say how long to wait. Fill in either “for” or “until”.',
    fr: '« {name} » ne dit pas combien de temps attendre. Renseignez soit « for », soit « until ».',
  },
  'flow.waitForBoth': {
    en: '“{name}” says both “for” and “until”. Keep one of them.',
    fr: '« {name} » indique à la fois « for » et « until ». Gardez l’un des deux.',
  },
  'flow.approvalNoTime': {
    en: '“{name}” says what happens when nobody decides, but not after which time. Fill in “within”.',
    fr: '« {name} » dit ce qui arrive si personne ne décide, mais pas au bout de combien de temps. Renseignez « within ».',
  },
  'flow.subflowItself': {
    en: '“{name}” calls the very flow it is in, which would never end. Choose another flow.',
    fr: '« {name} » appelle le flux même où il se trouve, ce qui ne finirait jamais. Choisissez un autre flux.',
  },
  'flow.unknownSubflow': {
    en: '{where}: no flow “{flow}” is deployed in this environment. Deploy it first or choose another.',
    fr: '{where} : aucun flux « {flow} » n’est déployé dans cet environnement. Déployez-le d’abord ou choisissez-en un autre.',
  },
  'flow.cannotPoll': {
    en: '{where} is given, but “{uses}” cannot be polled. Remove it.',
    fr: '{where} est indiqué, mais « {uses} » ne se consulte pas à intervalles. Supprimez-le.',
  },
  'flow.badCron': {
    en: '{where} is “{value}”, which is no schedule. Write five fields (minute, hour, day, month, weekday), e.g. 0 9 * * 1-5.',
    fr: '{where} vaut « {value} », qui n’est pas un horaire. Écrivez cinq champs (minute, heure, jour, mois, jour de semaine), p. ex. 0 9 * * 1-5.',
  },
  'flow.cronNever': {
    en: '{where} is “{value}”, a time that never comes. Correct the day or the month.',
    fr: '{where} vaut « {value} », un moment qui n’arrive jamais. Corrigez le jour ou le mois.',
  },
  'flow.badTimezone': {
    en: '{where} is “{value}”, which is no time zone. Write a name such as Europe/Paris or UTC.',
    fr: '{where} vaut « {value} », qui n’est pas un fuseau horaire. Écrivez un nom comme Europe/Paris ou UTC.',
  },
  'flow.sameField': {
    en: 'The flow “{other}” writes “{field}” of “{object}” through the same account too ({where}): each would overwrite the other. Let only one of them write it.',
    fr: 'Le flux « {other} » écrit lui aussi « {field} » de « {object} » par le même compte ({where}) : chacun écraserait l’autre. Laissez un seul des deux l’écrire.',
  },
} satisfies Catalogue;
