import type { Catalogue } from './catalogue.ts';
import { cliHelpMessages } from './cli-help.ts';

/** What the command line says: what went wrong, what it did, and its help. */
export const cliMessages = {
  ...cliHelpMessages,

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
} satisfies Catalogue;
