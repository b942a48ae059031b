// A catalogue, longer than 300 lines because each sentence takes a few.
import type { Catalogue } from './catalogue.ts';

/** What the server and its API say. */
export const serverMessages = {
  'boot.badSetting': {
    en: 'The setting {name} is {found}, which Raccord does not understand. Give it one of: {expected}.',
    fr: 'Le réglage {name} vaut {found}, que Raccord ne comprend pas. Donnez-lui une valeur de la forme : {expected}.',
  },
  'boot.portTaken': {
    en: 'Port {port} is used by another program. Stop that program, or choose another port with RACCORD_PORT.',
    fr: 'Le port {port} est utilisé par un autre programme. Arrêtez ce programme, ou choisissez un autre port avec RACCORD_PORT.',
  },
  'boot.noDatabase': {
    en: 'The database does not answer: {message}. Check DATABASE_URL and that PostgreSQL is running.',
    fr: 'La base de données ne répond pas : {message}. Vérifiez DATABASE_URL et que PostgreSQL est démarré.',
  },
  'vault.keyMissing': {
    en: 'The database holds secrets, but their key is not here: there is neither RACCORD_VAULT_KEY nor a file vault.key in {home}. Put the key back; without it the stored credentials cannot be read.',
    fr: 'La base de données contient des secrets, mais leur clé n’est pas là : il n’y a ni RACCORD_VAULT_KEY ni fichier vault.key dans {home}. Remettez la clé en place ; sans elle, les identifiants enregistrés sont illisibles.',
  },
  'vault.keyWrong': {
    en: 'The vault’s key is not the one the secrets in the database were sealed with (key {keyId}). Put the right key back in RACCORD_VAULT_KEY or in the file vault.key.',
    fr: 'La clé du coffre n’est pas celle qui a scellé les secrets de la base de données (clé {keyId}). Remettez la bonne clé dans RACCORD_VAULT_KEY ou dans le fichier vault.key.',
  },
  'vault.badKey': {
    en: 'The vault’s key is not 32 bytes in base64 (found: {bytes} bytes). Make one with: openssl rand -base64 32.',
    fr: 'La clé du coffre ne fait pas 32 octets en base64 (trouvé : {bytes} octets). Créez-en une avec : openssl rand -base64 32.',
  },
  'vault.unknownKey': {
    en: 'A secret was sealed with the key {keyId}, which is not here. Add that key after the current one in RACCORD_VAULT_KEY or in the file vault.key.',
    fr: 'Un secret a été scellé avec la clé {keyId}, qui n’est pas là. Ajoutez cette clé après la clé actuelle dans RACCORD_VAULT_KEY ou dans le fichier vault.key.',
  },
  'vault.damaged': {
    en: 'A stored secret was changed or belongs to another connection, so it was not used. Enter the connection’s credentials again.',
    fr: 'Un secret enregistré a été modifié ou appartient à une autre connexion : il n’a pas été utilisé. Saisissez de nouveau les identifiants de la connexion.',
  },
  'server.migrationFailed': {
    en: 'The database could not be brought up to date: {message}. Nothing was changed; correct the cause and start again.',
    fr: 'La base de données n’a pas pu être mise à jour : {message}. Rien n’a été modifié ; corrigez la cause et redémarrez.',
  },
  'server.routeWithoutAccess': {
    en: 'These routes do not say who may call them: {routes}. The server does not start without that.',
    fr: 'Ces routes ne disent pas qui peut les appeler : {routes}. Le serveur ne démarre pas sans cela.',
  },
  'server.unexpected': {
    en: 'Something went wrong on our side. Try again; if it stays, give your administrator this number: {request}.',
    fr: 'Quelque chose a mal fonctionné de notre côté. Réessayez ; si cela persiste, donnez ce numéro à votre administrateur : {request}.',
  },
  'server.scrapeTokenNeeded': {
    en: 'The numbers are for whoever has the scrape token (RACCORD_METRICS_TOKEN), as `Authorization: Bearer …`.',
    fr: 'Les mesures sont pour qui a le jeton de relevé (RACCORD_METRICS_TOKEN), dans `Authorization: Bearer …`.',
  },
  'server.noQueue': {
    en: 'The queue (Redis, or its tables in the database) does not answer at the moment. Work that is accepted waits until it does.',
    fr: 'La file (Redis, ou ses tables dans la base) ne répond pas pour le moment. Le travail accepté attend qu’elle réponde.',
  },
  'server.noWorker': {
    en: 'No worker is alive. Work that is accepted waits until there is one.',
    fr: 'Aucun exécutant n’est en vie. Le travail accepté attend qu’il y en ait un.',
  },
  'server.notMigrated': {
    en: 'The database is not as this version needs it. The server brings it up to date when it starts.',
    fr: 'La base de données n’est pas au niveau que cette version demande. Le serveur la met à jour au démarrage.',
  },
  'server.notReady': {
    en: 'The database does not answer at the moment. Try again in a few seconds.',
    fr: 'La base de données ne répond pas pour le moment. Réessayez dans quelques secondes.',
  },
  'server.noSandbox': {
    en: 'This server runs without the sandbox. Start it without `--no-sandbox`.',
    fr: 'Ce serveur tourne sans le bac à sable. Démarrez-le sans `--no-sandbox`.',
  },
  'tracing.gone': {
    en: 'This trace is not there any more: they are kept for 7 days. Switch tracing on again.',
    fr: 'Cette trace n’existe plus : elles sont gardées 7 jours. Activez à nouveau la trace.',
  },
  'tracing.alreadyOn': {
    en: 'Tracing is on here already. Load the page again to watch it.',
    fr: 'La trace est déjà activée ici. Rechargez la page pour la suivre.',
  },
  'tracing.tooMany': {
    en: 'Tracing is on in {most} places, and cannot be in more. Switch one off first.',
    fr: 'La trace est activée à {most} endroits, et ne peut pas l’être à plus. Désactivez-en une d’abord.',
  },
  'tracing.one': {
    en: 'Say which flow or which connection is to be traced: one of the two.',
    fr: 'Dites quel flux ou quelle connexion est à tracer : l’un des deux.',
  },
  'sandbox.refused': {
    en: 'The sandbox does not do that: {message}',
    fr: 'Le bac à sable ne fait pas cela : {message}',
  },
  'sandbox.silent': {
    en: 'The sandbox does not answer at {address} ({message}). Try again; if it stays so, restart the server.',
    fr: 'Le bac à sable ne répond pas à {address} ({message}). Réessayez ; si cela dure, redémarrez le serveur.',
  },
  'server.noRoute': {
    en: 'There is nothing at {method} {path}. Check the address; the API is described at /api/docs.',
    fr: 'Il n’y a rien à {method} {path}. Vérifiez l’adresse ; l’API est décrite sur /api/docs.',
  },
  'server.signInNeeded': {
    en: 'You are not signed in, or your session has ended. Sign in and try again.',
    fr: 'Vous n’êtes pas connecté, ou votre session est terminée. Connectez-vous et réessayez.',
  },
  'server.notAllowed': {
    en: 'Your role ({role}) does not allow this; it takes {needed}. Ask an administrator of the workspace.',
    fr: 'Votre rôle ({role}) ne le permet pas ; il faut être {needed}. Adressez-vous à un administrateur de l’espace de travail.',
  },
  'server.otherSite': {
    en: 'This request came from another site and was refused. Use Raccord at its own address; behind a proxy, set RACCORD_PUBLIC_URL.',
    fr: 'Cette requête venait d’un autre site et a été refusée. Utilisez Raccord à sa propre adresse ; derrière un proxy, réglez RACCORD_PUBLIC_URL.',
  },
  'server.wrongPassword': {
    en: 'The e-mail address or the password is not right. Check both and try again.',
    fr: 'L’adresse e-mail ou le mot de passe est incorrect. Vérifiez les deux et réessayez.',
  },
  'server.addressTaken': {
    en: 'There is an account with the address {email} already. Sign in with it, or use another address.',
    fr: 'Il existe déjà un compte avec l’adresse {email}. Connectez-vous avec lui, ou utilisez une autre adresse.',
  },
  'server.setupLinkUsed': {
    en: 'This set-up link no longer works. If nobody has an account yet, start the server again: it prints a new one.',
    fr: 'Ce lien d’installation ne fonctionne plus. Si personne n’a encore de compte, redémarrez le serveur : il en affichera un nouveau.',
  },
  'server.tooManyRequests': {
    en: 'Too many requests in a short time. Try again in {seconds} seconds.',
    fr: 'Trop de requêtes en peu de temps. Réessayez dans {seconds} secondes.',
  },
  'server.unknownType': {
    en: 'The API takes JSON. Send the body with the header Content-Type: application/json.',
    fr: 'L’API attend du JSON. Envoyez le corps avec l’en-tête Content-Type: application/json.',
  },
  'server.bodyTooDeep': {
    en: 'The body is nested deeper than {most} levels. Flatten it.',
    fr: 'Le corps est imbriqué sur plus de {most} niveaux. Aplatissez-le.',
  },
  'server.numberTooLarge': {
    en: 'The body holds a number that is larger than numbers can be (at “{path}”). Correct it, or send it as text.',
    fr: 'Le corps contient un nombre plus grand que ce qu’un nombre peut être (à « {path} »). Corrigez-le, ou envoyez-le sous forme de texte.',
  },
  'server.bodyTooLarge': {
    en: 'The body is larger than this address takes. Send less at a time.',
    fr: 'Le corps dépasse ce que cette adresse accepte. Envoyez-en moins à la fois.',
  },
  'server.badJson': {
    en: 'The body is not JSON that can be accepted. Check it for a missing quote or comma, and for the names __proto__ and constructor.',
    fr: 'Le corps n’est pas du JSON acceptable. Cherchez un guillemet ou une virgule manquants, et les noms __proto__ et constructor.',
  },
  'server.bodyNotUtf8': {
    en: 'The body is not written in UTF-8, so its text cannot be read without altering it. Encode it in UTF-8 and send it again.',
    fr: 'Le corps n’est pas encodé en UTF-8 : son texte ne peut être lu sans être altéré. Encodez-le en UTF-8 et renvoyez-le.',
  },
  'server.unreadable': {
    en: 'The request cannot be read. Check it against the description at /api/docs.',
    fr: 'La requête est illisible. Comparez-la à la description sur /api/docs.',
  },
  'server.fieldMissing': { en: '{field} is missing. Give it a value.', fr: '{field} manque. Donnez-lui une valeur.' },
  'server.fieldUnknown': {
    en: '{field} is not known here. Remove it, or check its spelling.',
    fr: '{field} n’est pas connu ici. Retirez-le, ou vérifiez son orthographe.',
  },
  'server.fieldType': {
    en: '{field} has the wrong type; it must be: {expected}.',
    fr: '{field} n’a pas le bon type ; il faut : {expected}.',
  },
  'server.fieldEnum': {
    en: '{field} must be one of: {expected}.',
    fr: '{field} doit être l’une de ces valeurs : {expected}.',
  },
  'server.fieldTooShort': {
    en: '{field} is too short; it needs at least {expected} characters.',
    fr: '{field} est trop court ; il faut au moins {expected} caractères.',
  },
  'server.fieldTooLong': {
    en: '{field} is too long; it may have at most {expected} characters.',
    fr: '{field} est trop long ; {expected} caractères au plus.',
  },
  'server.invalidValue': {
    en: '{field} does not have the form it needs ({expected}). Correct it and try again.',
    fr: '{field} n’a pas la forme attendue ({expected}). Corrigez-le et réessayez.',
  },
  'server.oneInput': {
    en: 'Give either one record in “input” or several in “inputs”, not both and not neither.',
    fr: 'Donnez soit un enregistrement dans « input », soit plusieurs dans « inputs » : ni les deux, ni aucun.',
  },
  'server.badHookAddress': {
    en: 'Give the address to be told at as hookUrl: https://, without a password in it.',
    fr: 'Donnez l’adresse à prévenir dans hookUrl : https://, sans mot de passe.',
  },
  'server.tooManyHooks': {
    en: 'The event {event} has as many subscribers as it can have. Remove those that are no longer needed.',
    fr: 'L’événement {event} a autant d’abonnés que possible. Retirez ceux qui ne servent plus.',
  },
  'server.noToken': {
    en: 'There is no API token {id} that still works. It may have been revoked already.',
    fr: 'Il n’y a pas de jeton d’API {id} encore valable. Il a peut-être déjà été révoqué.',
  },
  'server.noFlow': {
    en: 'There is no flow “{flow}”. It may have been renamed or archived; look in the list of flows.',
    fr: 'Il n’y a pas de flux « {flow} ». Il a peut-être été renommé ou archivé ; cherchez dans la liste des flux.',
  },
  'server.flowExists': {
    en: 'There is a flow “{flow}” already. Choose another id, or open that one.',
    fr: 'Il existe déjà un flux « {flow} ». Choisissez un autre identifiant, ou ouvrez celui-là.',
  },
  'server.flowInvalid': {
    en: 'The flow cannot be saved: its document has mistakes of form ({count}). Correct them and save again.',
    fr: 'Le flux ne peut pas être enregistré : son document contient des erreurs de forme ({count}). Corrigez-les et enregistrez de nouveau.',
  },
  'server.otherFlowId': {
    en: 'The document is that of the flow “{found}”, not of “{flow}”. The id of a flow does not change; import it as a new flow instead.',
    fr: 'Le document est celui du flux « {found} », et non de « {flow} ». L’identifiant d’un flux ne change pas ; importez-le plutôt comme nouveau flux.',
  },
  'server.draftChanged': {
    en: 'Someone else saved this flow since you opened it (now revision {revision}). Load the newer draft, or save yours under another name.',
    fr: 'Quelqu’un d’autre a enregistré ce flux depuis que vous l’avez ouvert (révision {revision} à présent). Chargez le brouillon plus récent, ou enregistrez le vôtre sous un autre nom.',
  },
  'server.flowHasProblems': {
    en: 'The flow cannot be put into service yet. Correct its errors first (number of errors: {count}).',
    fr: 'Le flux ne peut pas encore être mis en service. Corrigez d’abord ses erreurs (nombre d’erreurs : {count}).',
  },
  'server.flowNotArchived': {
    en: 'The flow “{flow}” is not archived. Archive it first; then it can be deleted.',
    fr: 'Le flux « {flow} » n’est pas archivé. Archivez-le d’abord ; il pourra ensuite être supprimé.',
  },
  'server.flowHasWork': {
    en: 'The flow “{flow}” is still needed: records that wait: {records}, failures that nobody has closed: {failures}, subscriptions that are being ended: {subscriptions}. Wait or cancel, close the failures, then delete it.',
    fr: 'Le flux « {flow} » sert encore : enregistrements en attente : {records}, échecs que personne n’a fermés : {failures}, abonnements en cours de résiliation : {subscriptions}. Attendez ou annulez, fermez les échecs, puis supprimez-le.',
  },
  'server.flowWasInService': {
    en: 'The flow “{flow}” was in service: senders may still know its addresses. Type its id to delete it all the same.',
    fr: 'Le flux « {flow} » a été en service : des expéditeurs peuvent encore connaître ses adresses. Saisissez son identifiant pour le supprimer malgré tout.',
  },
  'server.noTemplate': {
    en: 'There is no template “{template}”. Look in the list of templates.',
    fr: 'Il n’y a pas de modèle « {template} ». Cherchez dans la liste des modèles.',
  },
  'server.badTimeZone': {
    en: 'There is no time zone “{zone}”. Use a name such as Europe/Paris.',
    fr: 'Il n’y a pas de fuseau horaire « {zone} ». Utilisez un nom tel que Europe/Paris.',
  },
  'server.exportTooLarge': {
    en: 'These flows are too large to be exported together: more than {limit} bytes. Export fewer at a time.',
    fr: 'Ces flux sont trop volumineux pour être exportés ensemble : plus de {limit} octets. Exportez-en moins à la fois.',
  },
  'server.flowInService': {
    en: 'The flow “{flow}” is in service. Take it out of service in every environment first.',
    fr: 'Le flux « {flow} » est en service. Retirez-le d’abord du service dans tous les environnements.',
  },
  'server.noVersion': {
    en: 'The flow “{flow}” has no version {version}.',
    fr: 'Le flux « {flow} » n’a pas de version {version}.',
  },
  'server.notDeployed': {
    en: 'The flow “{flow}” is not in service in “{environment}”. Deploy it there first.',
    fr: 'Le flux « {flow} » n’est pas en service dans « {environment} ». Mettez-l’y d’abord en service.',
  },
  'server.noEnvironment': {
    en: 'There is no environment “{environment}”. Look in the list of environments.',
    fr: 'Il n’y a pas d’environnement « {environment} ». Cherchez dans la liste des environnements.',
  },
  'server.environmentExists': {
    en: 'There is an environment “{name}” already. Choose another name.',
    fr: 'Il existe déjà un environnement « {name} ». Choisissez un autre nom.',
  },
  'server.environmentInUse': {
    en: 'The environment “{name}” still holds connections or deployments (number: {count}). Remove those first.',
    fr: 'L’environnement « {name} » contient encore des connexions ou des mises en service (nombre : {count}). Retirez-les d’abord.',
  },
  'server.noOAuthClient': {
    en: 'No OAuth client is set for “{connector}” here. There is nothing to remove.',
    fr: 'Aucun client OAuth n’est défini ici pour « {connector} ». Il n’y a rien à supprimer.',
  },
  'server.noConnection': {
    en: 'There is no connection {connection} in this environment. Look in the list of connections.',
    fr: 'Il n’y a pas de connexion {connection} dans cet environnement. Cherchez dans la liste des connexions.',
  },
  'server.connectionExists': {
    en: 'This environment has a connection “{name}” already. Choose another name.',
    fr: 'Cet environnement a déjà une connexion « {name} ». Choisissez un autre nom.',
  },
  'server.connectionInUse': {
    en: 'The connection “{name}” is used by these flows: {flows}. Bind them to another connection first.',
    fr: 'La connexion « {name} » est utilisée par ces flux : {flows}. Liez-les d’abord à une autre connexion.',
  },
  'server.noConnector': {
    en: 'There is no connector “{connector}”. Look in the list of connectors.',
    fr: 'Il n’y a pas de connecteur « {connector} ». Cherchez dans la liste des connecteurs.',
  },
  'server.badConnection': {
    en: 'The connection’s {field} is not as the connector “{connector}” needs it: {reason}. Correct it and save again.',
    fr: 'Le champ {field} de la connexion n’est pas tel que le connecteur « {connector} » l’attend : {reason}. Corrigez-le et enregistrez de nouveau.',
  },
  'server.badEndpoint': {
    en: 'The address {value} is not one that can be called. It must begin with http:// or https:// and hold no user name.',
    fr: 'L’adresse {value} ne peut pas être appelée. Elle doit commencer par http:// ou https:// et ne contenir aucun nom d’utilisateur.',
  },
  'server.otherConnector': {
    en: 'The slot “{slot}” needs a connection of “{connector}”; this one is of “{found}”. Choose another connection.',
    fr: 'L’emplacement « {slot} » demande une connexion « {connector} » ; celle-ci est de « {found} ». Choisissez une autre connexion.',
  },
  'server.noSlot': {
    en: 'The flow “{flow}” has no connection slot “{slot}”.',
    fr: 'Le flux « {flow} » n’a pas d’emplacement de connexion « {slot} ».',
  },
  'server.noTrigger': {
    en: 'There is no trigger {id}. The flow may not have been deployed yet.',
    fr: 'Il n’y a pas de déclencheur {id}. Le flux n’a peut-être pas encore été mis en service.',
  },
  'server.noRun': {
    en: 'There is no run {id}. It may have been removed after the retention time.',
    fr: 'Il n’y a pas d’exécution {id}. Elle a peut-être été supprimée après la durée de conservation.',
  },
  'server.noRecord': {
    en: 'There is no record {id}. It may have been removed after the retention time.',
    fr: 'Il n’y a pas d’enregistrement {id}. Il a peut-être été supprimé après la durée de conservation.',
  },
  'server.replayNothing': {
    en: 'There is nothing in this run that could be started again: its data was kept long enough and is gone, or no record of it failed.',
    fr: 'Il n’y a rien à relancer dans cette exécution : la durée de conservation de ses données est passée, ou aucun enregistrement n’a échoué.',
  },
  'server.replayNotDeployed': {
    en: 'The flow “{flow}” is not in service in this environment. Deploy it there, or start again on the version that ran.',
    fr: 'Le flux « {flow} » n’est pas en service dans cet environnement. Mettez-le en service, ou relancez sur la version exécutée.',
  },
  'server.replayTooLarge': {
    en: 'This would start {count} records in one go; at most {most} records and 64 MB are possible. Start the failed ones again from where they stopped instead.',
    fr: 'Cela relancerait {count} enregistrements d’un coup ; le maximum est de {most} enregistrements et 64 Mo. Relancez plutôt ceux en échec là où ils se sont arrêtés.',
  },
  'server.replayedTwice': {
    en: 'Somebody started this run again a moment ago. Look at that run ({run}) before you start another.',
    fr: 'Quelqu’un vient de relancer cette exécution. Regardez cette relance ({run}) avant d’en lancer une autre.',
  },
  'server.replayRunning': {
    en: '{count} records of this run have not ended yet. Wait for them or cancel the run, then start it again.',
    fr: '{count} enregistrements de cette exécution ne sont pas terminés. Attendez-les ou annulez l’exécution, puis relancez-la.',
  },
  'server.noFailure': {
    en: 'There is no failure {id} in the inbox.',
    fr: 'Il n’y a pas d’échec {id} dans les éléments à traiter.',
  },
  'server.failureState': {
    en: 'The failure {id} is now “{status}”, so this can no longer be done. Load the list again.',
    fr: 'L’échec {id} est maintenant « {status} » : cela n’est plus possible. Rechargez la liste.',
  },
  'server.alreadyDecided': {
    en: 'Somebody decided on the failure {id} already. Load the list again.',
    fr: 'Quelqu’un a déjà décidé pour l’échec {id}. Rechargez la liste.',
  },
  'server.tooManyListeners': {
    en: 'Too many windows listen for live events at the same time. Close some of them.',
    fr: 'Trop de fenêtres écoutent les événements en direct en même temps. Fermez-en quelques-unes.',
  },
} satisfies Catalogue;
