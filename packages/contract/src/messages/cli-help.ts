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
} satisfies Catalogue;
