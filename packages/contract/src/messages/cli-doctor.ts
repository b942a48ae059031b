import type { Catalogue } from './catalogue.ts';

/** What `raccord doctor` finds, and what to do about it. */
export const cliDoctorMessages = {
  'cli.check.node': { en: 'Node', fr: 'Node' },
  'cli.check.home': { en: 'Folder', fr: 'Dossier' },
  'cli.check.disk': { en: 'Disk', fr: 'Disque' },
  'cli.check.keys': { en: 'Keys', fr: 'Clés' },
  'cli.check.server': { en: 'Server', fr: 'Serveur' },
  'cli.check.database': { en: 'Database', fr: 'Base de données' },
  'cli.check.migrations': { en: 'Migrations', fr: 'Migrations' },
  'cli.check.queue': { en: 'Queue', fr: 'File' },
  'cli.check.clock': { en: 'Clock', fr: 'Horloge' },
  'cli.check.workers': { en: 'Workers', fr: 'Exécutants' },
  'cli.check.batches': { en: 'Batches', fr: 'Lots' },
  'cli.check.inbox': { en: 'Inbox', fr: 'Échecs' },

  'cli.doctor.node': { en: 'version {found}', fr: 'version {found}' },
  'cli.doctor.nodeOld': {
    en: 'Node is version {found}; Raccord needs {needed}. Use ./bin/raccord, which brings its own, or install Node {needed}.',
    fr: 'Node est en version {found} ; Raccord a besoin de la {needed}. Utilisez ./bin/raccord, qui apporte la sienne, ou installez Node {needed}.',
  },
  'cli.doctor.home': { en: '{home} can be written', fr: '{home} est accessible en écriture' },
  'cli.doctor.homeNew': { en: '{home} will be made at the first start', fr: '{home} sera créé au premier démarrage' },
  'cli.doctor.homeUnwritable': {
    en: '{home} cannot be written. Make it yours, or choose another folder with RACCORD_HOME.',
    fr: '{home} n’est pas accessible en écriture. Rendez-vous en propriétaire, ou choisissez un autre dossier avec RACCORD_HOME.',
  },
  'cli.doctor.disk': { en: '{free} GB free', fr: '{free} Go libres' },
  'cli.doctor.diskLittle': {
    en: 'only {free} GB free for {home}. Make room before the database stops.',
    fr: 'seulement {free} Go libres pour {home}. Faites de la place avant que la base ne s’arrête.',
  },
  'cli.doctor.keyClosed': {
    en: '{file} is readable by its owner only',
    fr: '{file} n’est lisible que par son propriétaire',
  },
  'cli.doctor.keyOpen': {
    en: '{file} may be read by others (mode {mode}), and opens everything. Run: chmod 600 {file}',
    fr: '{file} est lisible par d’autres (droits {mode}), et il ouvre tout. Lancez : chmod 600 {file}',
  },
  'cli.doctor.keyGiven': {
    en: 'the key is given in RACCORD_VAULT_KEY',
    fr: 'la clé est donnée dans RACCORD_VAULT_KEY',
  },
  'cli.doctor.keyNew': {
    en: '{file} will be made at the first start; then keep a copy of it apart from the database’s',
    fr: '{file} sera créé au premier démarrage ; gardez-en alors une copie, à part de celle de la base',
  },
  'cli.doctor.serverRuns': {
    en: 'version {version} answers at {address}',
    fr: 'la version {version} répond à {address}',
  },
  'cli.doctor.serverSilent': {
    en: 'the process {pid} runs and does not answer at {address}. Look at its log; if it hangs, end it and start Raccord again.',
    fr: 'le processus {pid} tourne et ne répond pas à {address}. Regardez son journal ; s’il est bloqué, terminez-le et redémarrez Raccord.',
  },
  'cli.doctor.serverStopped': {
    en: 'not running on this folder; port {port} is free. Start it with npm start.',
    fr: 'ne tourne pas sur ce dossier ; le port {port} est libre. Démarrez-le avec npm start.',
  },
  'cli.doctor.portTaken': {
    en: 'not running on this folder, and another program has port {port} on {host}. Stop it, or choose another port with RACCORD_PORT.',
    fr: 'ne tourne pas sur ce dossier, et un autre programme occupe le port {port} sur {host}. Arrêtez-le, ou choisissez un autre port avec RACCORD_PORT.',
  },
  'cli.doctor.database': { en: 'PostgreSQL {version} answers at {where}', fr: 'PostgreSQL {version} répond à {where}' },
  'cli.doctor.databaseStopped': {
    en: 'the PostgreSQL that comes with Raccord is not running. It starts with npm start.',
    fr: 'le PostgreSQL livré avec Raccord ne tourne pas. Il démarre avec npm start.',
  },
  'cli.doctor.databaseUnreachable': {
    en: 'does not answer: {message}. Check DATABASE_URL and that PostgreSQL is running.',
    fr: 'ne répond pas : {message}. Vérifiez DATABASE_URL et que PostgreSQL tourne.',
  },
  'cli.doctor.migrations': { en: 'up to date', fr: 'à jour' },
  'cli.doctor.migrationsPending': {
    en: 'not applied yet: {names}. They are at the next start of the server.',
    fr: 'pas encore appliquées : {names}. Elles le seront au prochain démarrage du serveur.',
  },
  'cli.doctor.migrationsNewer': {
    en: 'the database was used by a newer Raccord ({names}). Update this one.',
    fr: 'la base a été utilisée par un Raccord plus récent ({names}). Mettez celui-ci à jour.',
  },
  'cli.doctor.queuePostgres': {
    en: 'in PostgreSQL (REDIS_URL is not set)',
    fr: 'dans PostgreSQL (REDIS_URL n’est pas défini)',
  },
  'cli.doctor.queueRedis': {
    en: 'Redis at {where} answers and keeps what it is given',
    fr: 'le Redis {where} répond et garde ce qu’on lui confie',
  },
  'cli.doctor.clock': { en: '{ms} ms off the database’s', fr: '{ms} ms d’écart avec celle de la base' },
  'cli.doctor.clockOff': {
    en: '{ms} ms off the database’s: schedules and retries suffer. Set the clocks of both machines (NTP).',
    fr: '{ms} ms d’écart avec celle de la base : les planifications et les nouveaux essais en souffrent. Réglez l’horloge des deux machines (NTP).',
  },
  'cli.doctor.workers': { en: '{count} alive', fr: '{count} en vie' },
  'cli.doctor.noWorkers': {
    en: 'none is alive: records wait. Start the server with its worker, or raccord worker.',
    fr: 'aucun n’est en vie : les enregistrements attendent. Démarrez le serveur avec son exécutant, ou raccord worker.',
  },
  'cli.doctor.batches': { en: 'none stands still', fr: 'aucun n’est à l’arrêt' },
  'cli.doctor.batchesStuck': {
    en: '{count} have stood still for more than two minutes. Look at the workers’ log.',
    fr: '{count} sont à l’arrêt depuis plus de deux minutes. Regardez le journal des exécutants.',
  },
  'cli.doctor.batchesCrashed': {
    en: '{count} ended a worker and are tried one record at a time. What ends it again comes to the inbox.',
    fr: '{count} ont arrêté un exécutant et sont repris enregistrement par enregistrement. Ce qui l’arrête encore ira dans les échecs à traiter.',
  },
  'cli.doctor.inboxEmpty': { en: 'nothing waits for a person', fr: 'rien n’attend une personne' },
  'cli.doctor.inbox': {
    en: '{count} failures wait for a person: raccord inbox',
    fr: '{count} échecs attendent une personne : raccord inbox',
  },
} satisfies Catalogue;
