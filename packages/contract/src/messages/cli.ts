import type { Catalogue } from './catalogue.ts';
import { cliDoctorMessages } from './cli-doctor.ts';
import { cliHelpMessages } from './cli-help.ts';
import { cliOutputMessages } from './cli-output.ts';

/** What the command line says: what went wrong, what it did, and its help. */
export const cliMessages = {
  ...cliDoctorMessages,
  ...cliHelpMessages,
  ...cliOutputMessages,

  'cli.unknownOption': {
    en: 'There is no option {found} here. Run raccord {command} --help to see what there is.',
    fr: 'Il n’y a pas d’option {found} ici. Lancez raccord {command} --help pour voir ce qui existe.',
  },
  'cli.unknownCommand': {
    en: 'There is no command “{found}”. Run raccord --help to see what there is.',
    fr: 'Il n’y a pas de commande « {found} ». Lancez raccord --help pour voir ce qui existe.',
  },
  'cli.missingArgument': {
    en: '{found} is missing. Run raccord {command} --help to see how the command is written.',
    fr: 'Il manque {found}. Lancez raccord {command} --help pour voir comment la commande s’écrit.',
  },
  'cli.excessArguments': {
    en: 'There are too many words behind raccord {command}. Run raccord {command} --help to see how the command is written.',
    fr: 'Il y a trop de mots après raccord {command}. Lancez raccord {command} --help pour voir comment la commande s’écrit.',
  },
  'cli.badOption': {
    en: '{option} is “{found}”; it has to be {expected}.',
    fr: '{option} vaut « {found} » ; il faut {expected}.',
  },
  'cli.badUsage': {
    en: 'The command cannot be read: {message}. Run raccord {command} --help to see how it is written.',
    fr: 'La commande est illisible : {message}. Lancez raccord {command} --help pour voir comment elle s’écrit.',
  },

  'cli.start.starting': { en: 'Raccord is starting…', fr: 'Raccord démarre…' },
  'cli.start.ready': { en: 'Raccord is running:', fr: 'Raccord fonctionne :' },
  'cli.start.address': { en: 'Address', fr: 'Adresse' },
  'cli.start.setup': { en: 'First account', fr: 'Premier compte' },
  'cli.start.setupNote': {
    en: 'open this link once to make your account; a new one is printed at each start until then',
    fr: 'ouvrez ce lien une fois pour créer votre compte ; un nouveau est affiché à chaque démarrage d’ici là',
  },
  'cli.start.data': { en: 'Data', fr: 'Données' },
  'cli.start.dataOwn': { en: '{home} (PostgreSQL included)', fr: '{home} (PostgreSQL compris)' },
  'cli.start.dataYours': {
    en: 'your PostgreSQL {where}; keys in {home}',
    fr: 'votre PostgreSQL {where} ; clés dans {home}',
  },
  'cli.start.noWorker': {
    en: 'No worker was started: records wait until one runs (raccord worker).',
    fr: 'Aucun exécutant n’a été démarré : les enregistrements attendent qu’il y en ait un (raccord worker).',
  },
  'cli.start.howToStop': { en: 'To stop: Ctrl-C', fr: 'Pour arrêter : Ctrl-C' },
  'cli.start.stopping': {
    en: 'Finishing work… (once more stops at once)',
    fr: 'Le travail en cours se termine… (encore une fois pour arrêter tout de suite)',
  },
  'cli.start.stopped': { en: 'Stopped.', fr: 'Arrêté.' },
  'cli.start.stoppedAtOnce': {
    en: 'Stopped at once. What was under way goes on at the next start.',
    fr: 'Arrêté tout de suite. Ce qui était en cours reprendra au prochain démarrage.',
  },

  'cli.noServer': {
    en: 'No Raccord runs on {home}. Start one with npm start, or say where it is with --server or RACCORD_URL.',
    fr: 'Aucun Raccord ne tourne sur {home}. Démarrez-en un avec npm start, ou indiquez son adresse avec --server ou RACCORD_URL.',
  },
  'cli.serverUnreachable': {
    en: 'Nothing answers at {address}: {message}. Check that Raccord is running there (npm start) and that the address is right.',
    fr: 'Rien ne répond à {address} : {message}. Vérifiez que Raccord y tourne (npm start) et que l’adresse est la bonne.',
  },
  'cli.notRaccord': {
    en: 'What answers at {address} is not Raccord, or another program stands before it. Check the address.',
    fr: 'Ce qui répond à {address} n’est pas Raccord, ou un autre programme se trouve devant. Vérifiez l’adresse.',
  },
  'cli.noToken': {
    en: 'The server {address} wants a token, and you gave none. Make one in its settings and give it in RACCORD_TOKEN.',
    fr: 'Le serveur {address} demande un jeton, et vous n’en avez pas donné. Créez-en un dans ses réglages et donnez-le dans RACCORD_TOKEN.',
  },
  'cli.tokenUnreadable': {
    en: 'The token of this machine cannot be read from {file}: {message}. Run the command as the user that started Raccord, or give a token in RACCORD_TOKEN.',
    fr: 'Le jeton de cette machine est illisible dans {file} : {message}. Lancez la commande avec l’utilisateur qui a démarré Raccord, ou donnez un jeton dans RACCORD_TOKEN.',
  },
  'cli.tokenRefused': {
    en: 'The server {address} does not accept the token from {from}. It may have been revoked, or be another server’s: make a new one, or restart Raccord for the token of this machine.',
    fr: 'Le serveur {address} n’accepte pas le jeton venant de {from}. Il a peut-être été révoqué, ou il est d’un autre serveur : créez-en un autre, ou redémarrez Raccord pour le jeton de cette machine.',
  },
  'cli.serverSays': { en: '{message} ({code})', fr: '{message} ({code})' },
  'cli.noDatabase': {
    en: 'A worker needs the database, and none is known: DATABASE_URL is not set, and no Raccord runs on {home}. Set DATABASE_URL, or start Raccord first.',
    fr: 'Un exécutant a besoin de la base de données, et aucune n’est connue : DATABASE_URL n’est pas défini, et aucun Raccord ne tourne sur {home}. Définissez DATABASE_URL, ou démarrez d’abord Raccord.',
  },
  'cli.fileUnreadable': {
    en: '{file} cannot be read: {message}. Check the name and your rights.',
    fr: '{file} est illisible : {message}. Vérifiez le nom et vos droits.',
  },
  'cli.fileUnwritable': {
    en: '{file} cannot be written: {message}. Check the folder and your rights.',
    fr: '{file} ne peut pas être écrit : {message}. Vérifiez le dossier et vos droits.',
  },
  'cli.fileNotJson': {
    en: '{file} is not valid JSON: {message}. Correct it and try again.',
    fr: '{file} n’est pas du JSON valide : {message}. Corrigez-le et réessayez.',
  },
  'cli.badLine': {
    en: '{file}, line {line} is not valid JSON: {message}. Correct it and try again.',
    fr: '{file}, ligne {line} : ce n’est pas du JSON valide ({message}). Corrigez-la et réessayez.',
  },
  'cli.badCsv': {
    en: '{file}, line {line} does not fit the first line of the table ({reason}). Every line needs as many values as there are names, and each name once.',
    fr: '{file}, ligne {line} : elle ne correspond pas à la première ligne du tableau ({reason}). Chaque ligne doit avoir autant de valeurs qu’il y a de noms, et chaque nom une seule fois.',
  },
  'cli.noRecords': { en: 'There are no records in {file}.', fr: 'Il n’y a aucun enregistrement dans {file}.' },
  'cli.noFlowFiles': {
    en: 'There are no flows in the folder {folder}. A flow is a .json file, or a folder with a flow.json.',
    fr: 'Il n’y a aucun flux dans le dossier {folder}. Un flux est un fichier .json, ou un dossier qui contient un flow.json.',
  },
  'cli.flowUnreadable': {
    en: '{file} is not a flow that can be read. Run raccord validate {file} to see what is wrong.',
    fr: '{file} n’est pas un flux lisible. Lancez raccord validate {file} pour voir ce qui ne va pas.',
  },
  'cli.flowOrAll': {
    en: 'Say which flow to export, or --all, but not both.',
    fr: 'Indiquez quel flux exporter, ou --all, mais pas les deux.',
  },
  'cli.notAnId': {
    en: '“{found}” is not the id of a run or of a record. Copy one from raccord runs or raccord inbox.',
    fr: '« {found} » n’est pas l’identifiant d’une exécution ni d’un enregistrement. Copiez-en un depuis raccord runs ou raccord inbox.',
  },
  'cli.noSuchId': {
    en: 'There is neither a run nor a record {id}. It may have been removed after the retention time.',
    fr: 'Il n’y a ni exécution ni enregistrement {id}. Il a peut-être été supprimé après la durée de conservation.',
  },
  'cli.editOne': {
    en: '--edit corrects one record, and you named {count} failures. Retry them one by one.',
    fr: '--edit corrige un seul enregistrement, et vous avez nommé {count} échecs. Relancez-les un par un.',
  },
  'cli.noConnection': {
    en: 'There is no connection “{name}”. raccord connection list shows those there are.',
    fr: 'Il n’y a pas de connexion « {name} ». raccord connection list montre celles qui existent.',
  },
  'cli.severalConnections': {
    en: '{count} connections are called “{name}”. Use the id, or say where with --env.',
    fr: '{count} connexions s’appellent « {name} ». Donnez l’identifiant, ou précisez l’environnement avec --env.',
  },
  'cli.badCredentials': {
    en: '{file} has to be a JSON object of texts, one for each credential, such as {"secretKey": "…"}.',
    fr: '{file} doit être un objet JSON de textes, un par identifiant, comme {"secretKey": "…"}.',
  },
  'cli.credentialsNeeded': {
    en: 'The connection needs credentials ({fields}). Give them with --credentials <file>, or - for standard input.',
    fr: 'La connexion a besoin d’identifiants ({fields}). Donnez-les avec --credentials <fichier>, ou - pour l’entrée standard.',
  },
  'cli.noSandbox': {
    en: 'The stand-ins are not running. Start Raccord without --no-sandbox.',
    fr: 'Les doublures ne tournent pas. Démarrez Raccord sans --no-sandbox.',
  },
  'cli.sandboxRefused': { en: 'The stand-ins refuse this: {message}', fr: 'Les doublures refusent ceci : {message}' },

  'cli.noTests': {
    en: 'There are no flow tests in {path}. They are kept in flows/<id>/tests/*.json, beside the flow.json.',
    fr: 'Il n’y a aucun test de flux dans {path}. Ils se trouvent dans flows/<id>/tests/*.json, à côté du flow.json.',
  },
  'cli.badMocks': {
    en: '{file} has to be a JSON object: one entry for each node, or for each variable.',
    fr: '{file} doit être un objet JSON : une entrée par nœud, ou par variable.',
  },
} satisfies Catalogue;
