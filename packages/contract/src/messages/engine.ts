import type { Catalogue } from './catalogue.ts';

export const engineMessages = {
  'engine.unexpected': {
    en: 'Something we did not foresee happened: {message}. This is a fault of Raccord; please report it with this text.',
    fr: 'Il s’est passé quelque chose que nous n’avions pas prévu : {message}. C’est un défaut de Raccord ; merci de le signaler avec ce texte.',
  },
  'engine.poison': {
    en: 'This record ended the worker that ran it {times} times, so it is not run again by itself. Look for an expression that does not end or needs too much memory, correct the flow or the record, and run it again.',
    fr: 'Cet enregistrement a fait tomber {times} fois le processus qui l’exécutait ; il n’est plus relancé tout seul. Cherchez une expression sans fin ou trop gourmande en mémoire, corrigez le flux ou l’enregistrement, puis relancez.',
  },
  'engine.damaged': {
    en: 'What is stored of this record cannot be read ({message}), so it was not run: it might do again what it has done. This is a fault of Raccord; please report it. Look in the other systems at what was done, and bring the record in anew if something is missing.',
    fr: 'Ce qui est conservé de cet enregistrement est illisible ({message}) ; il n’a donc pas été exécuté : il pourrait refaire ce qu’il a déjà fait. C’est un défaut de Raccord ; merci de le signaler. Regardez dans les autres systèmes ce qui a été fait et faites revenir l’enregistrement s’il manque quelque chose.',
  },
  'engine.unknownAction': {
    en: 'The flow “{flow}” uses “{uses}”, which no connector here has. Choose another action, or install the version of Raccord that has it.',
    fr: 'Le flux « {flow} » utilise « {uses} », qu’aucun connecteur ne propose ici. Choisissez une autre action ou installez la version de Raccord qui l’a.',
  },
  'engine.unknownConnector': {
    en: 'There is no connector “{connector}” here. Correct the flow, or install the version of Raccord that has it.',
    fr: 'Il n’y a pas de connecteur « {connector} » ici. Corrigez le flux ou installez la version de Raccord qui l’a.',
  },
  'engine.unboundSlot': {
    en: 'The flow “{flow}” has no connection for “{slot}” in the environment “{environment}”. Bind one, then run the record again.',
    fr: 'Le flux « {flow} » n’a pas de connexion pour « {slot} » dans l’environnement « {environment} ». Choisissez-en une, puis relancez l’enregistrement.',
  },
  'engine.connectionGone': {
    en: 'The connection this flow is bound to has been deleted ({connection}). Bind another one, then run the record again.',
    fr: 'La connexion à laquelle ce flux est lié a été supprimée ({connection}). Choisissez-en une autre, puis relancez l’enregistrement.',
  },
  'engine.otherConnector': {
    en: 'The flow needs a connection of “{connector}”, and is bound to one of “{found}”. Bind another one, then run the record again.',
    fr: 'Le flux demande une connexion « {connector} » et il est lié à une connexion « {found} ». Choisissez-en une autre, puis relancez l’enregistrement.',
  },
  'engine.connectionHeld': {
    en: 'The connection of the flow “{flow}” is held, so nothing was read. It is tried again by itself; reconnect the account if it was refused.',
    fr: 'La connexion du flux « {flow} » est retenue : rien n’a été lu. Un nouvel essai viendra tout seul ; reconnectez le compte s’il a été refusé.',
  },
  'engine.versionGone': {
    en: 'Version {version} of the flow “{flow}” is no longer there. Run the record again on the version in service.',
    fr: 'La version {version} du flux « {flow} » n’existe plus. Relancez l’enregistrement sur la version en service.',
  },
  'engine.cannotPoll': {
    en: 'The trigger “{uses}” of the flow “{flow}” cannot be read by polling. Remove `poll` from it and deploy the flow again.',
    fr: 'Le déclencheur « {uses} » du flux « {flow} » ne peut pas être relevé à intervalle. Retirez-lui `poll` et remettez le flux en service.',
  },
  'engine.badSchedule': {
    en: 'The schedule “{cron}” of the flow “{flow}” cannot be read, so it does not start: {message}. Correct it and deploy the flow again.',
    fr: 'L’horaire « {cron} » du flux « {flow} » est illisible, le flux ne démarre donc pas : {message}. Corrigez-le et remettez le flux en service.',
  },
  'engine.pollStands': {
    en: 'The trigger “{uses}” of the flow “{flow}” says that there is more to read and stays where it is. This is a fault of Raccord; please report it.',
    fr: 'Le déclencheur « {uses} » du flux « {flow} » annonce une suite mais n’avance pas. C’est un défaut de Raccord ; merci de le signaler.',
  },
  'engine.readingStopped': {
    en: 'The worker that read for the flow “{flow}” could not show for a while that it was alive, so it stopped. Reading goes on by itself from where it was.',
    fr: 'Le processus qui relevait pour le flux « {flow} » n’a pas pu signaler sa présence un moment, il s’est donc arrêté. Le relevé reprend tout seul là où il en était.',
  },
  'engine.notInTable': {
    en: '“{key}” is not in the lookup table “{table}”. Add it to the table or correct the record, then run it again.',
    fr: '« {key} » n’est pas dans la table de correspondance « {table} ». Ajoutez-le à la table ou corrigez l’enregistrement, puis relancez.',
  },
  'engine.approvalTooLarge': {
    en: 'What a person is to look at is {kb} kB; at most {most} kB are possible. Choose the fields to show in the step, then run it again.',
    fr: 'Ce qu’une personne doit examiner fait {kb} ko ; {most} ko au plus sont possibles. Choisissez dans l’étape les champs à montrer, puis relancez.',
  },
  'engine.notATime': {
    en: '{value} is not a time to wait for. Give a date such as 2026-11-22T09:00:00Z, or milliseconds.',
    fr: '{value} n’est pas une heure jusqu’à laquelle attendre. Donnez une date comme 2026-11-22T09:00:00Z, ou des millisecondes.',
  },
  'engine.missingField': {
    en: 'The field “{field}” is missing. Map it in the flow or complete the record, then run it again.',
    fr: 'Le champ « {field} » manque. Faites-le correspondre dans le flux ou complétez l’enregistrement, puis relancez.',
  },
  'engine.invalidField': {
    en: 'The field “{field}” holds {value}, which does not fit: {reason}. Correct the record or the mapping, then run it again.',
    fr: 'Le champ « {field} » contient {value}, ce qui ne convient pas : {reason}. Corrigez l’enregistrement ou la correspondance, puis relancez.',
  },
  'engine.invalidInput': {
    en: 'What the mapping gives does not fit the action: {reason}. Correct the record or the mapping, then run it again.',
    fr: 'Ce que donne la correspondance ne convient pas à l’action : {reason}. Corrigez l’enregistrement ou la correspondance, puis relancez.',
  },
  'engine.splitTooLarge': {
    en: 'The list has {count} items; a split makes at most {most} records. Send the record in parts.',
    fr: 'La liste compte {count} éléments ; un éclatement en fait au plus {most} enregistrements. Envoyez l’enregistrement en plusieurs parties.',
  },
  'engine.splitTooHeavy': {
    en: 'The records that this split would make come to {mb} MB; at most {most} MB can be made of one. Send the record in parts, or map less of it before the split.',
    fr: 'Les enregistrements que cet éclatement produirait font {mb} Mo ; un enregistrement peut en donner au plus {most} Mo. Envoyez-le en plusieurs parties, ou gardez-en moins avant l’éclatement.',
  },
  'engine.groupTooHeavy': {
    en: 'What the records give to be put together comes to {mb} MB; at most {most} MB can be. Collect less of each, or aggregate smaller runs.',
    fr: 'Ce que les enregistrements donnent à regrouper fait {mb} Mo ; le maximum est {most} Mo. Gardez-en moins de chacun, ou regroupez des exécutions plus petites.',
  },
  'engine.groupTooLarge': {
    en: '{count} records would be put together; at most {most} can be. Aggregate smaller runs.',
    fr: '{count} enregistrements seraient regroupés ; le maximum est {most}. Regroupez des exécutions plus petites.',
  },
  'engine.subflowNotDeployed': {
    en: 'The flow “{flow}” that this one calls is not in service in this environment. Deploy it, then run the record again.',
    fr: 'Le flux « {flow} » appelé par celui-ci n’est pas en service dans cet environnement. Mettez-le en service, puis relancez l’enregistrement.',
  },
  'engine.subflowTooDeep': {
    en: 'Flows call each other more than {deepest} deep, and “{flow}” would be the next: probably one of them calls itself. Break the circle.',
    fr: 'Des flux s’appellent sur plus de {deepest} niveaux, et « {flow} » serait le suivant : l’un d’eux s’appelle sans doute lui-même. Rompez le cercle.',
  },
  'engine.subflowCancelled': {
    en: 'The run of the flow “{flow}” that this record had called was cancelled. Run the record again to call it anew, or ignore the failure.',
    fr: 'L’exécution du flux « {flow} » que cet enregistrement avait appelé a été annulée. Relancez l’enregistrement pour l’appeler de nouveau, ou ignorez l’échec.',
  },
  'engine.outcomeUnknown': {
    en: 'The call to “{action}” was under way when its worker ended, so nobody knows whether it was carried out. Look there, then say “done” or “not done”.',
    fr: 'L’appel à « {action} » était en cours quand son processus s’est arrêté ; on ne sait pas s’il a abouti. Vérifiez sur place, puis indiquez « fait » ou « pas fait ».',
  },
  'engine.bulkShort': {
    en: 'The connector’s “{uses}” answered for fewer records than it was given. This is a fault of Raccord; please report it.',
    fr: 'Le connecteur « {uses} » a répondu pour moins d’enregistrements qu’il n’en a reçu. C’est un défaut de Raccord ; merci de le signaler.',
  },
  'engine.noInputs': {
    en: 'There is nothing to run “{flow}” on. Give at least one record.',
    fr: 'Il n’y a rien sur quoi exécuter « {flow} ». Donnez au moins un enregistrement.',
  },
  'engine.retriedAlready': {
    en: 'Somebody has just run this record again. See how it ends first.',
    fr: 'Quelqu’un vient de relancer cet enregistrement. Attendez d’abord de voir le résultat.',
  },
  'engine.decideFirst': {
    en: 'Nobody knows whether this call was carried out. Say “done” or “not done” instead of running it again.',
    fr: 'On ne sait pas si cet appel a abouti. Indiquez « fait » ou « pas fait » au lieu de relancer.',
  },
  'engine.notFailed': {
    en: 'This record is not failed any more, so there is nothing to run again.',
    fr: 'Cet enregistrement n’est plus en échec : il n’y a rien à relancer.',
  },
  'engine.recordGone': {
    en: 'This record was kept long enough and is gone; only its failure is left. Start it as a new record with the data shown here.',
    fr: 'La durée de conservation de cet enregistrement est passée ; il ne reste que son échec. Lancez un nouvel enregistrement avec les données affichées.',
  },
  'engine.editTheWhole': {
    en: 'This record is a part of another one, so its data cannot be changed alone. Correct the whole record, or the flow.',
    fr: 'Cet enregistrement est une partie d’un autre ; ses données ne se modifient pas seules. Corrigez l’enregistrement entier, ou le flux.',
  },
  'intake.unknownAddress': {
    en: 'No flow in service has this address. Copy it again from the flow’s trigger, and check that the flow is deployed.',
    fr: 'Aucun flux en service n’a cette adresse. Recopiez-la depuis le déclencheur du flux et vérifiez que le flux est en service.',
  },
  'intake.noSecret': {
    en: 'The connection of this webhook has no signing secret, so no delivery of {connector} can be trusted. Add the secret to the connection.',
    fr: 'La connexion de ce webhook n’a pas de secret de signature : aucun envoi de {connector} ne peut être vérifié. Ajoutez le secret à la connexion.',
  },
  'intake.busy': {
    en: 'More deliveries are coming in than can be stored just now. Send this one again in a few seconds.',
    fr: 'Il arrive plus d’envois que nous ne pouvons en enregistrer à cet instant. Renvoyez celui-ci dans quelques secondes.',
  },
  'intake.diskShort': {
    en: 'No deliveries are taken just now, since the disk here is nearly full. Send this one again later.',
    fr: 'Aucun envoi n’est pris pour le moment, car le disque est presque plein ici. Renvoyez celui-ci plus tard.',
  },
  'intake.unavailable': {
    en: 'The delivery could not be stored, through no fault of yours. Send it again in a few seconds.',
    fr: 'L’envoi n’a pas pu être enregistré, sans faute de votre part. Renvoyez-le dans quelques secondes.',
  },
  'connection.notConnected': {
    en: 'The connection has no account yet. Connect it; its work waits until then.',
    fr: 'La connexion n’a pas encore de compte. Connectez-la ; son travail attend jusque-là.',
  },
  'connection.noTokenAddress': {
    en: 'The connector “{connector}” has no address for tokens. Ask an administrator to set the `token` endpoint of the connection.',
    fr: 'Le connecteur « {connector} » n’a pas d’adresse de jetons. Demandez à un administrateur de renseigner le point d’accès `token` de la connexion.',
  },
  'connection.noWorker': {
    en: 'No worker answered within 25 seconds, so the connection was not asked. Check that one runs (`raccord doctor`) and try again.',
    fr: 'Aucun processus de travail n’a répondu en 25 secondes : la connexion n’a pas été interrogée. Vérifiez qu’il y en a un (`raccord doctor`) et réessayez.',
  },
  'connection.noTest': {
    en: 'The connector “{connector}” has nothing to try a connection with. Run a flow that uses it.',
    fr: 'Le connecteur « {connector} » n’a rien pour essayer une connexion. Lancez un flux qui l’utilise.',
  },
  'connection.tooSlow': {
    en: 'The other side took longer than 20 seconds, so the question was given up. Try again in a moment.',
    fr: 'L’autre côté a mis plus de 20 secondes : la question a été abandonnée. Réessayez dans un instant.',
  },
  'connection.answerTooLarge': {
    en: 'The other side lists more than fits ({limit} bytes). Search for a part of it.',
    fr: 'L’autre côté en énumère plus que possible ({limit} octets). Cherchez-en une partie.',
  },
  'connection.noChoices': {
    en: 'The connector “{connector}” has no list “{name}” to choose from. Type the value.',
    fr: 'Le connecteur « {connector} » n’a pas de liste « {name} » à proposer. Saisissez la valeur.',
  },
  'connection.noObject': {
    en: 'The connector “{connector}” has no object “{object}”. Choose one of those it has.',
    fr: 'Le connecteur « {connector} » n’a pas d’objet « {object} ». Choisissez l’un des siens.',
  },
} satisfies Catalogue;
