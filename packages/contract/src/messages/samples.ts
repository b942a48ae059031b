import type { Catalogue } from './catalogue.ts';

/** Samples of flows, and trying flows on them. */
export const sampleMessages = {
  'sample.gone': {
    en: 'This sample is not there any more. Load the list again.',
    fr: 'Cet échantillon n’existe plus. Rechargez la liste.',
  },
  'sample.noStep': {
    en: 'The flow has no step “{step}” that can have samples: a trigger, an action or a subflow. Choose another step.',
    fr: 'Le flux n’a pas d’étape « {step} » qui puisse avoir des échantillons : un déclencheur, une action ou un sous-flux. Choisissez une autre étape.',
  },
  'sample.tooLarge': {
    en: 'The sample has {size} kB; at most {most} kB can be kept. Leave out what the flow does not read.',
    fr: 'L’échantillon fait {size} ko ; on ne peut en garder que {most} ko. Retirez ce que le flux ne lit pas.',
  },
  'sample.tooDeep': {
    en: 'The sample is nested more than {most} levels deep. Flatten it, or take a part of it.',
    fr: 'L’échantillon est imbriqué sur plus de {most} niveaux. Aplatissez-le, ou n’en prenez qu’une partie.',
  },
  'sample.tooMany': {
    en: 'The step “{step}” has {most} samples, and cannot have more. Delete one first.',
    fr: 'L’étape « {step} » a {most} échantillons et ne peut pas en avoir plus. Supprimez-en un d’abord.',
  },
  'sample.otherFlow': {
    en: 'This record is of another flow. Choose a record of this one.',
    fr: 'Cet enregistrement vient d’un autre flux. Choisissez-en un de celui-ci.',
  },
  'sample.nothingGiven': {
    en: 'In this record the step “{step}” gave nothing. Choose a record that came further.',
    fr: 'Dans cet enregistrement, l’étape « {step} » n’a rien donné. Choisissez un enregistrement qui est allé plus loin.',
  },
  'sample.cannotPoll': {
    en: 'This trigger is not read from an account. Paste a sample, or listen for a delivery.',
    fr: 'Ce déclencheur ne se lit pas dans un compte. Collez un échantillon, ou attendez un envoi.',
  },
  'sample.cannotListen': {
    en: 'Nothing is sent to this trigger by itself. Read a page of the account, or paste a sample.',
    fr: 'Rien n’est envoyé de soi-même à ce déclencheur. Lisez une page du compte, ou collez un échantillon.',
  },
  'sample.notConnected': {
    en: 'No connection is chosen for “{slot}” in {environment}. Choose one at the trigger, then read again.',
    fr: 'Aucune connexion n’est choisie pour « {slot} » dans {environment}. Choisissez-en une au déclencheur, puis relisez.',
  },
  'sample.held': {
    en: 'The connection is on hold, so nothing was asked of the account. See under Connections why, and reconnect it if it asks for that.',
    fr: 'La connexion est retenue : rien n’a été demandé au compte. Voyez pourquoi sous Connexions, et reconnectez-la si elle le demande.',
  },
  'sample.tooSlow': {
    en: 'The account did not answer within {seconds} seconds. Try again, or paste a sample.',
    fr: 'Le compte n’a pas répondu en {seconds} secondes. Réessayez, ou collez un échantillon.',
  },
  'sample.notListening': {
    en: 'Nobody waits for a delivery at this address any more. Listen again for a new address.',
    fr: 'Plus personne n’attend d’envoi à cette adresse. Écoutez de nouveau pour en avoir une autre.',
  },
  'sample.tooManyListeners': {
    en: 'This flow waits for {most} deliveries already. Stop one of them first.',
    fr: 'Ce flux attend déjà {most} envois. Arrêtez-en un d’abord.',
  },
  'trial.noStep': {
    en: 'The flow has no step “{step}” any more. Choose another one.',
    fr: 'Le flux n’a plus d’étape « {step} ». Choisissez-en une autre.',
  },
  'trial.notReached': {
    en: 'No way leads from the trigger to the step “{step}”. Connect it first.',
    fr: 'Aucun chemin ne mène du déclencheur à l’étape « {step} ». Reliez-la d’abord.',
  },
  'trial.notSandbox': {
    en: 'Not everything this would reach is a stand-in of the sandbox: {connections}. Hold effects back, or try it for real.',
    fr: 'Tout ce qui serait atteint n’est pas une doublure du bac à sable : {connections}. Retenez les effets, ou essayez en vrai.',
  },
  'trial.notConfirmed': {
    en: 'This would reach real accounts: {connections}. Nothing was done. Confirm that you want it.',
    fr: 'De vrais comptes seraient atteints : {connections}. Rien n’a été fait. Confirmez que vous le voulez.',
  },
  'dryRun.late': {
    en: 'The try took too long and was ended. Take fewer samples, or try up to an earlier step.',
    fr: 'L’essai a duré trop longtemps et a été arrêté. Prenez moins d’échantillons, ou essayez jusqu’à une étape antérieure.',
  },
} satisfies Catalogue;
