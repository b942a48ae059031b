import type { Catalogue } from './catalogue.ts';

/** The help of the command line. */
export const cliHelpMessages = {
  'cli.help.program': {
    en: 'Raccord: integration flows you host yourself.',
    fr: 'Raccord : des flux d’intégration que vous hébergez vous-même.',
  },
  'cli.help.exitCodes': {
    en: 'Exit codes:\n  0  done\n  1  failed (a test failed, a flow has errors, records failed, the server refused)\n  2  the command was written wrongly\n  3  no server can be reached',
    fr: 'Codes de sortie :\n  0  fait\n  1  échec (un test a échoué, un flux a des erreurs, des enregistrements ont échoué, le serveur a refusé)\n  2  la commande est mal écrite\n  3  aucun serveur n’est joignable',
  },
  'cli.help.usage': { en: 'Usage:', fr: 'Utilisation :' },
  'cli.help.arguments': { en: 'Arguments:', fr: 'Arguments :' },
  'cli.help.options': { en: 'Options:', fr: 'Options :' },
  'cli.help.commands': { en: 'Commands:', fr: 'Commandes :' },
  'cli.help.help': { en: 'show this help', fr: 'affiche cette aide' },
  'cli.help.version': { en: 'show the version', fr: 'affiche la version' },

  'cli.help.start': {
    en: 'start everything: database, server, worker, sandbox',
    fr: 'démarre tout : base de données, serveur, exécutant, bac à sable',
  },
  'cli.help.port': {
    en: 'where the server listens (RACCORD_PORT; 0 takes a free port)',
    fr: 'le port du serveur (RACCORD_PORT ; 0 prend un port libre)',
  },
  'cli.help.noWorker': { en: 'start no worker', fr: 'ne démarre pas d’exécutant' },
  'cli.help.noSandbox': {
    en: 'start no stand-ins for the outside systems',
    fr: 'ne démarre pas les doublures des systèmes extérieurs',
  },
  'cli.help.log': {
    en: 'log everything, as JSON lines or for reading: json | pretty',
    fr: 'journalise tout, en lignes JSON ou lisible : json | pretty',
  },

  'cli.help.server': {
    en: 'address of the server (RACCORD_URL; else the one that runs on RACCORD_HOME)',
    fr: 'adresse du serveur (RACCORD_URL ; sinon celui qui tourne sur RACCORD_HOME)',
  },
  'cli.help.token': {
    en: 'API token (RACCORD_TOKEN, which other users of the machine cannot see; else the token of this machine)',
    fr: 'jeton d’API (RACCORD_TOKEN, que les autres utilisateurs de la machine ne voient pas ; sinon le jeton de cette machine)',
  },
  'cli.help.json': {
    en: 'print JSON on standard output, and nothing else there',
    fr: 'écrit du JSON sur la sortie standard, et rien d’autre',
  },
  'cli.help.flows': {
    en: 'the flows and where they are in service',
    fr: 'les flux et les environnements où ils sont en service',
  },
  'cli.help.archived': { en: 'the archived ones instead', fr: 'ceux qui sont archivés' },
  'cli.help.runs': { en: 'the latest runs with their counters', fr: 'les dernières exécutions avec leurs compteurs' },
  'cli.help.onlyFlow': { en: 'only of this flow', fr: 'seulement ce flux' },
  'cli.help.onlyEnvironment': { en: 'only in this environment', fr: 'seulement cet environnement' },
  'cli.help.onlyStatus': {
    en: 'only with this status: running | succeeded | partial | failed | cancelled',
    fr: 'seulement cet état : running | succeeded | partial | failed | cancelled',
  },
  'cli.help.onlyKind': {
    en: 'only of this kind, e.g. input or auth',
    fr: 'seulement ce genre, par exemple input ou auth',
  },
  'cli.help.limit': { en: 'how many (1–200, default 20)', fr: 'combien (1–200, 20 par défaut)' },
  'cli.help.show': {
    en: 'a run with its records, or a record with everything that was tried for it',
    fr: 'une exécution avec ses enregistrements, ou un enregistrement avec tout ce qui a été tenté pour lui',
  },
  'cli.help.runOrRecord': {
    en: 'id of a run or of a record',
    fr: 'identifiant d’une exécution ou d’un enregistrement',
  },
  'cli.help.inbox': {
    en: 'open failures, what failed alike together',
    fr: 'les échecs à traiter, regroupés par ressemblance',
  },
  'cli.help.retry': {
    en: 'run failed records again, from the last step that was recorded',
    fr: 'relance des enregistrements en échec, depuis la dernière étape enregistrée',
  },
  'cli.help.failures': { en: 'ids of failures (raccord inbox)', fr: 'identifiants d’échecs (raccord inbox)' },
  'cli.help.edit': {
    en: 'the corrected record, as JSON (one failure only)',
    fr: 'l’enregistrement corrigé, en JSON (un seul échec)',
  },
  'cli.help.triggers': {
    en: 'triggers in service: webhook addresses, next times',
    fr: 'les déclencheurs en service : adresses de webhook, prochaines dates',
  },
  'cli.help.validate': { en: 'check flow files; needs no server', fr: 'vérifie des fichiers de flux ; sans serveur' },
  'cli.help.flowFiles': {
    en: 'flow files, or folders with flows; - reads standard input',
    fr: 'fichiers de flux, ou dossiers de flux ; - lit l’entrée standard',
  },
  'cli.help.import': { en: 'send flow files to the server', fr: 'envoie des fichiers de flux au serveur' },
  'cli.help.alsoDeploy': {
    en: 'and put them into service in this environment',
    fr: 'et les met en service dans cet environnement',
  },
  'cli.help.export': {
    en: 'write flows as files, always the same bytes for the same flow',
    fr: 'écrit des flux dans des fichiers, toujours les mêmes octets pour le même flux',
  },
  'cli.help.flowId': { en: 'id of a flow', fr: 'identifiant d’un flux' },
  'cli.help.all': { en: 'all flows (needs --out)', fr: 'tous les flux (avec --out)' },
  'cli.help.out': {
    en: 'write <folder>/<id>/flow.json instead of printing',
    fr: 'écrit <folder>/<id>/flow.json au lieu d’afficher',
  },
  'cli.help.deploy': {
    en: 'put a flow into service in an environment',
    fr: 'met un flux en service dans un environnement',
  },
  'cli.help.undeploy': {
    en: 'take a flow out of service in an environment',
    fr: 'retire un flux du service dans un environnement',
  },
  'cli.help.environment': { en: 'name of the environment', fr: 'nom de l’environnement' },
  'cli.help.at': { en: 'an earlier version instead of the draft', fr: 'une version antérieure au lieu du brouillon' },
  'cli.help.note': { en: 'why, for the history', fr: 'pourquoi, pour l’historique' },
  'cli.help.run': {
    en: 'run a flow by hand and wait for the result',
    fr: 'exécute un flux à la main et attend le résultat',
  },
  'cli.help.flowFileOrId': { en: 'a flow’s id, or its file', fr: 'identifiant d’un flux, ou son fichier' },
  'cli.help.input': {
    en: 'records: .json, .jsonl or .csv file; - reads standard input',
    fr: 'enregistrements : fichier .json, .jsonl ou .csv ; - lit l’entrée standard',
  },
  'cli.help.runEnvironment': { en: 'where to run it', fr: 'l’environnement d’exécution' },
  'cli.help.noWait': { en: 'do not wait for the end', fr: 'n’attend pas la fin' },
  'cli.help.worker': {
    en: 'a worker of its own, for more machines or processes (DATABASE_URL, REDIS_URL)',
    fr: 'un exécutant seul, pour d’autres machines ou processus (DATABASE_URL, REDIS_URL)',
  },
  'cli.help.connection': { en: 'accounts in outside systems', fr: 'les comptes dans les systèmes extérieurs' },
  'cli.help.connectionList': { en: 'the connections, without their secrets', fr: 'les connexions, sans leurs secrets' },
  'cli.help.connectionAdd': {
    en: 'connect an account; credentials come from a file, standard input or a question, never from the command line',
    fr: 'connecte un compte ; les identifiants viennent d’un fichier, de l’entrée standard ou d’une question, jamais de la ligne de commande',
  },
  'cli.help.connectionSetEndpoints': {
    en: 'replace the vendor’s addresses, e.g. by the sandbox’s; none: back to the vendor’s own',
    fr: 'remplace les adresses du fournisseur, par exemple par celles du bac à sable ; sans adresse : retour à celles du fournisseur',
  },
  'cli.help.connectionSetCredentials': { en: 'replace credentials', fr: 'remplace les identifiants' },
  'cli.help.connectionRemove': {
    en: 'delete a connection that no flow is bound to',
    fr: 'supprime une connexion à laquelle aucun flux n’est lié',
  },
  'cli.help.connectionTest': { en: 'try whether a connection works', fr: 'essaie si une connexion fonctionne' },
  'cli.help.connectionConnect': {
    en: 'connect the account on the vendor’s consent page: prints its address and waits',
    fr: 'connecte le compte sur la page de consentement du fournisseur : affiche son adresse et attend',
  },
  'cli.help.open': { en: 'open the address in a browser too', fr: 'ouvre aussi l’adresse dans un navigateur' },
  'cli.help.connectionRevoke': {
    en: 'take the account’s access back, at the vendor’s and here',
    fr: 'retire l’accès au compte, chez le fournisseur et ici',
  },
  'cli.help.connectionShow': {
    en: 'who we are there, whether it works, what it may do and what uses it',
    fr: 'qui nous sommes là-bas, si elle fonctionne, ce qu’elle peut faire et ce qui s’en sert',
  },
  'cli.help.connectionName': { en: 'name or id of a connection', fr: 'nom ou identifiant d’une connexion' },
  'cli.help.connector': { en: 'the system, e.g. stripe', fr: 'le système, par exemple stripe' },
  'cli.help.name': { en: 'what people call it', fr: 'le nom sous lequel on la connaît' },
  'cli.help.setting': {
    en: 'a setting that is no secret; may be repeated',
    fr: 'un réglage qui n’est pas secret ; peut se répéter',
  },
  'cli.help.endpoint': {
    en: 'an address (api, authorize, token, upload) that takes the place of the vendor’s; may be repeated',
    fr: 'une adresse (api, authorize, token, upload) à la place de celle du fournisseur ; peut se répéter',
  },
  'cli.help.endpointOrNone': {
    en: 'an address (api, authorize, token, upload); may be repeated',
    fr: 'une adresse (api, authorize, token, upload) ; peut se répéter',
  },
  'cli.help.isDefault': {
    en: 'what unbound slots of this connector mean in the environment',
    fr: 'celle que prennent dans l’environnement les emplacements non liés de ce connecteur',
  },
  'cli.help.credentials': {
    en: 'JSON file with the credentials; - reads standard input',
    fr: 'fichier JSON des identifiants ; - lit l’entrée standard',
  },
  'cli.help.signingSecrets': {
    en: 'file with the secrets that webhooks are verified with, one a line; - reads standard input',
    fr: 'fichier des secrets qui vérifient les webhooks, un par ligne ; - lit l’entrée standard',
  },
  'cli.help.sandbox': {
    en: 'the built-in stand-ins for the outside systems',
    fr: 'les doublures intégrées des systèmes extérieurs',
  },
  'cli.help.sandboxState': { en: 'what the stand-ins hold', fr: 'ce que contiennent les doublures' },
  'cli.help.sandboxPay': {
    en: 'a customer pays at Stripe’s stand-in; its signed webhook really goes out',
    fr: 'un client paie chez la doublure de Stripe ; son webhook signé part vraiment',
  },
  'cli.help.sandboxFaults': {
    en: 'faults in force; add some with --fault, end them with --clear',
    fr: 'les pannes en cours ; ajoutez-en avec --fault, terminez-les avec --clear',
  },
  'cli.help.sandboxReset': { en: 'back to the state after the start', fr: 'revient à l’état du démarrage' },
  'cli.help.vendor': {
    en: 'stripe | zoho-accounts | zoho-books | slack',
    fr: 'stripe | zoho-accounts | zoho-books | slack',
  },
  'cli.help.amount': {
    en: 'in the smallest unit of the currency: 24100 is €241.00',
    fr: 'dans la plus petite unité de la devise : 24100 vaut 241,00 €',
  },
  'cli.help.currency': { en: 'e.g. eur', fr: 'par exemple eur' },
  'cli.help.email': {
    en: 'who pays; a customer is made when there is none',
    fr: 'qui paie ; un client est créé s’il n’existe pas',
  },
  'cli.help.payer': { en: 'name of who pays', fr: 'nom de qui paie' },
  'cli.help.description': { en: 'what is paid', fr: 'ce qui est payé' },
  'cli.help.fault': {
    en: 'rateLimit | serverError | timeoutAfterWork | dropAfterWork | dropBefore | slow | unauthorized | revoked | duplicateDelivery',
    fr: 'rateLimit | serverError | timeoutAfterWork | dropAfterWork | dropBefore | slow | unauthorized | revoked | duplicateDelivery',
  },
  'cli.help.clearFaults': {
    en: 'end faults first, of one vendor or of all',
    fr: 'termine d’abord les pannes, d’un fournisseur ou de tous',
  },
  'cli.help.faultTimes': {
    en: 'how many calls it meets (default: all)',
    fr: 'combien d’appels elle touche (par défaut : tous)',
  },
  'cli.help.faultRate': { en: 'share of the calls it meets, 0 to 1', fr: 'part des appels qu’elle touche, de 0 à 1' },
  'cli.help.faultStatus': { en: 'HTTP status of serverError', fr: 'code HTTP de serverError' },
  'cli.help.faultRetryAfter': {
    en: 'Retry-After of rateLimit, in seconds',
    fr: 'Retry-After de rateLimit, en secondes',
  },
  'cli.help.faultDelay': {
    en: 'milliseconds of slow and timeoutAfterWork',
    fr: 'millisecondes de slow et timeoutAfterWork',
  },
  'cli.help.faultMethod': { en: 'only calls with this method', fr: 'seulement les appels de cette méthode' },
  'cli.help.faultPath': {
    en: 'only calls whose path ends like this; * stands for anything',
    fr: 'seulement les appels dont le chemin se termine ainsi ; * remplace n’importe quoi',
  },
  'cli.help.empty': { en: 'without the sample data', fr: 'sans les données d’exemple' },
  'cli.help.test': {
    en: 'run flow tests with the real engine, mocks in place of the outside; needs no server',
    fr: 'exécute les tests de flux avec le vrai moteur, des bouchons à la place de l’extérieur ; sans serveur',
  },
  'cli.help.testFlow': {
    en: 'run the tests that the server keeps beside this flow’s draft, on the server',
    fr: 'lance, sur le serveur, les tests qu’il garde à côté du brouillon de ce flux',
  },
  'cli.help.testPaths': {
    en: 'test files, flows, or folders of flows (default: flows)',
    fr: 'fichiers de test, flux, ou dossiers de flux (par défaut : flows)',
  },
  'cli.help.dry': {
    en: 'here and now, nothing is sent: show what would be called, with what',
    fr: 'ici et maintenant, rien n’est envoyé : montre ce qui serait appelé, avec quoi',
  },
  'cli.help.mocks': {
    en: 'with --dry: what nodes give back (JSON, by node id); else examples from their schemas',
    fr: 'avec --dry : ce que renvoient les nœuds (JSON, par identifiant) ; sinon des exemples tirés de leurs schémas',
  },
  'cli.help.variables': {
    en: 'with --dry: what expressions read as env (JSON)',
    fr: 'avec --dry : ce que les expressions lisent comme env (JSON)',
  },
  'cli.help.doctor': {
    en: 'check this machine, the database, the queue and the workers, and say what to do',
    fr: 'vérifie la machine, la base, la file et les exécutants, et dit quoi faire',
  },
} satisfies Catalogue;
