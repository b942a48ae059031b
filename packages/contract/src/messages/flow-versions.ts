import type { Catalogue } from './catalogue.ts';

/** Versions of flows, their tests, and what a worker is asked about them. */
export const flowVersionMessages = {
  'flowAsk.noWorker': {
    en: 'No worker answered within 40 seconds, so the flow was not tried out. Check that one runs (`raccord doctor`) and try again.',
    fr: 'Aucun processus de travail n’a répondu en 40 secondes : le flux n’a pas été essayé. Vérifiez qu’il y en a un (`raccord doctor`) et réessayez.',
  },
  'flowAsk.answerTooLarge': {
    en: 'What came of it is more than can be shown ({limit} bytes). Take fewer or smaller records.',
    fr: 'Le résultat dépasse ce qui peut être montré ({limit} octets). Prenez des enregistrements moins nombreux ou plus petits.',
  },
  'flowTest.late': {
    en: 'There was no time left for it. Run it alone.',
    fr: 'Il ne restait plus de temps pour lui. Lancez-le seul.',
  },
  'server.noFlowTest': {
    en: 'The flow “{flow}” has no test “{test}”. Load the list again.',
    fr: 'Le flux « {flow} » n’a pas de test « {test} ». Rechargez la liste.',
  },
  'server.flowTestExists': {
    en: 'The flow “{flow}” has a test “{test}” already. Choose another name.',
    fr: 'Le flux « {flow} » a déjà un test « {test} ». Choisissez un autre nom.',
  },
  'server.flowTestChanged': {
    en: 'Somebody ({by}) changed the test “{test}” meanwhile. Load it again and repeat your change.',
    fr: 'Quelqu’un ({by}) a modifié le test « {test} » entre-temps. Rechargez-le et refaites votre modification.',
  },
  'server.flowTestInvalid': {
    en: 'This is not a test of a flow: it has mistakes of form ({count}). Correct them and save again.',
    fr: 'Ce n’est pas un test de flux : il contient des erreurs de forme ({count}). Corrigez-les et enregistrez de nouveau.',
  },
  'server.tooManyFlowTests': {
    en: 'The flow “{flow}” has {most} tests, and cannot have more. Delete one first.',
    fr: 'Le flux « {flow} » a {most} tests et ne peut pas en avoir plus. Supprimez-en un d’abord.',
  },
  'server.flowTestTooLarge': {
    en: 'The test is larger than {limit} bytes. Take smaller records, or leave out what the test does not need.',
    fr: 'Le test dépasse {limit} octets. Prenez des enregistrements plus petits, ou retirez ce dont il n’a pas besoin.',
  },
  'server.testsFailing': {
    en: 'The environment “{environment}” asks for tests that pass, and these do not: {tests}. Nothing was put into service. Correct the flow or the tests.',
    fr: 'L’environnement « {environment} » exige des tests réussis, et ceux-ci ne le sont pas : {tests}. Rien n’a été mis en service. Corrigez le flux ou les tests.',
  },
  'server.testsMissing': {
    en: 'The environment “{environment}” asks for tests that pass, and this flow has none. Make one from a record of a run.',
    fr: 'L’environnement « {environment} » exige des tests réussis, et ce flux n’en a aucun. Créez-en un à partir d’un enregistrement d’une exécution.',
  },
  'server.notRecordOfTrigger': {
    en: 'This record was made by the flow itself. Take the one that came in, {root}.',
    fr: 'Cet enregistrement a été fait par le flux lui-même. Prenez celui qui est arrivé, {root}.',
  },
} satisfies Catalogue;
