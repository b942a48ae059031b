import type { Catalogue } from './catalogue.ts';

/** What commands print: column titles, words, and what they did. */
export const cliOutputMessages = {
  'cli.column.flow': { en: 'FLOW', fr: 'FLUX' },
  'cli.column.name': { en: 'NAME', fr: 'NOM' },
  'cli.column.service': { en: 'IN SERVICE', fr: 'EN SERVICE' },
  'cli.column.saved': { en: 'SAVED', fr: 'ENREGISTRÉ' },
  'cli.column.run': { en: 'RUN', fr: 'EXÉCUTION' },
  'cli.column.environment': { en: 'ENVIRONMENT', fr: 'ENVIRONNEMENT' },
  'cli.column.status': { en: 'STATUS', fr: 'ÉTAT' },
  'cli.column.records': { en: 'RECORDS', fr: 'ENREGISTREMENTS' },
  'cli.column.started': { en: 'STARTED', fr: 'DÉBUT' },
  'cli.column.record': { en: 'RECORD', fr: 'ENREGISTREMENT' },
  'cli.column.key': { en: 'KEY', fr: 'CLÉ' },
  'cli.column.state': { en: 'STATE', fr: 'ÉTAT' },
  'cli.column.node': { en: 'NODE', fr: 'NŒUD' },
  'cli.column.failure': { en: 'FAILURE', fr: 'ÉCHEC' },
  'cli.column.trigger': { en: 'TRIGGER', fr: 'DÉCLENCHEUR' },
  'cli.column.addressOrNext': { en: 'ADDRESS, OR NEXT TIMES', fr: 'ADRESSE, OU PROCHAINES DATES' },
  'cli.column.lastFired': { en: 'LAST FIRED', fr: 'DERNIÈRE FOIS' },
  'cli.column.connection': { en: 'CONNECTION', fr: 'CONNEXION' },
  'cli.column.connector': { en: 'CONNECTOR', fr: 'CONNECTEUR' },
  'cli.column.credentials': { en: 'CREDENTIALS', fr: 'IDENTIFIANTS' },
  'cli.column.endpoint': { en: 'ADDRESS', fr: 'ADRESSE' },
  'cli.column.id': { en: 'ID', fr: 'ID' },
  'cli.column.vendor': { en: 'STAND-IN', fr: 'DOUBLURE' },
  'cli.column.table': { en: 'TABLE', fr: 'TABLE' },
  'cli.column.count': { en: 'COUNT', fr: 'NOMBRE' },
  'cli.column.fault': { en: 'FAULT', fr: 'PANNE' },
  'cli.column.met': { en: 'MET', fr: 'RENCONTRÉE' },
  'cli.column.match': { en: 'ONLY', fr: 'SEULEMENT' },

  'cli.none.flows': {
    en: 'There are no flows yet. Import some: raccord import flows',
    fr: 'Il n’y a pas encore de flux. Importez-en : raccord import flows',
  },
  'cli.none.runs': { en: 'There are no such runs.', fr: 'Il n’y a aucune exécution de ce genre.' },
  'cli.none.inbox': { en: 'The inbox is empty: nothing has failed.', fr: 'Il n’y a rien à traiter : aucun échec.' },
  'cli.none.triggers': {
    en: 'No trigger is in service. Deploy a flow: raccord deploy <flow> --env sandbox',
    fr: 'Aucun déclencheur n’est en service. Déployez un flux : raccord deploy <flux> --env sandbox',
  },
  'cli.none.connections': { en: 'There are no connections here.', fr: 'Il n’y a aucune connexion ici.' },
  'cli.none.state': { en: 'The stand-ins hold nothing.', fr: 'Les doublures ne contiennent rien.' },
  'cli.none.faults': { en: 'No faults are in force.', fr: 'Aucune panne n’est en cours.' },

  'cli.status.running': { en: 'running', fr: 'en cours' },
  'cli.status.succeeded': { en: 'succeeded', fr: 'réussie' },
  'cli.status.partial': { en: 'partial', fr: 'partielle' },
  'cli.status.failed': { en: 'failed', fr: 'en échec' },
  'cli.status.cancelled': { en: 'cancelled', fr: 'annulée' },

  'cli.state.waiting': { en: 'waiting', fr: 'en attente' },
  'cli.state.succeeded': { en: 'succeeded', fr: 'réussi' },
  'cli.state.filtered': { en: 'filtered', fr: 'filtré' },
  'cli.state.failed': { en: 'failed', fr: 'en échec' },
  'cli.state.inDoubt': { en: 'in doubt', fr: 'incertain' },
  'cli.state.cancelled': { en: 'cancelled', fr: 'annulé' },

  'cli.step.done': { en: 'done', fr: 'fait' },
  'cli.step.ended': { en: 'the end', fr: 'terminé' },
  'cli.step.failed': { en: 'failed', fr: 'échec' },
  'cli.step.retrying': { en: 'will be tried again', fr: 'sera retenté' },
  'cli.step.waiting': { en: 'waits', fr: 'attend' },
  'cli.step.inDoubt': { en: 'in doubt', fr: 'incertain' },
  'cli.step.filtered': { en: 'filtered out', fr: 'filtré' },
  'cli.step.cancelled': { en: 'cancelled', fr: 'annulé' },

  'cli.severity.error': { en: 'error', fr: 'erreur' },
  'cli.severity.warning': { en: 'warning', fr: 'avertissement' },

  'cli.wait.turn': { en: 'It waits for its turn.', fr: 'Il attend son tour.' },
  'cli.wait.retry': { en: 'It is tried again at {node}: {due}.', fr: 'Il sera retenté à {node} : {due}.' },
  'cli.wait.held': {
    en: 'It waits at {node} until its connection works again.',
    fr: 'Il attend à {node} que sa connexion fonctionne de nouveau.',
  },
  'cli.wait.time': { en: 'It waits at {node} until {due}.', fr: 'Il attend à {node} jusqu’à {due}.' },
  'cli.wait.group': {
    en: 'It waits at {node} for the other records of its group.',
    fr: 'Il attend à {node} les autres enregistrements de son groupe.',
  },
  'cli.wait.subflow': {
    en: 'It waits at {node} for the flow that it called.',
    fr: 'Il attend à {node} le flux qu’il a appelé.',
  },
  'cli.wait.approval': {
    en: 'It waits at {node} for a person to decide.',
    fr: 'Il attend à {node} la décision d’une personne.',
  },
  'cli.wait.lane': {
    en: 'It waits behind an earlier record with the same key.',
    fr: 'Il attend derrière un enregistrement antérieur de même clé.',
  },

  'cli.show.more': { en: '… and {count} more', fr: '… et {count} de plus' },
  'cli.show.input': { en: 'What came in: {value}', fr: 'Ce qui est arrivé : {value}' },
  'cli.show.answer': { en: 'Answer: {value}', fr: 'Réponse : {value}' },
  'cli.show.records': { en: 'Records: {value}', fr: 'Enregistrements : {value}' },
  'cli.show.time': { en: 'Time: {value}', fr: 'Date : {value}' },
  'cli.show.flow': { en: 'Flow: {value}', fr: 'Flux : {value}' },
  'cli.show.run': { en: 'Run: {value}', fr: 'Exécution : {value}' },
  'cli.show.try': { en: 'try {n},', fr: 'essai {n},' },
  'cli.show.idempotencyKey': { en: 'idempotency key: {value}', fr: 'clé d’idempotence : {value}' },
  'cli.show.intent': {
    en: 'about to call (committed first, because the call cannot stay single)',
    fr: 'sur le point d’appeler (noté d’abord, car l’appel ne peut pas rester unique)',
  },

  'cli.retry.accepted': { en: '{id}: runs again.', fr: '{id} : relancé.' },
  'cli.retry.refused': { en: '{id}: not run again ({code}).', fr: '{id} : non relancé ({code}).' },

  'cli.trigger.inactive': { en: 'not in service', fr: 'hors service' },

  'cli.validate.valid': { en: 'valid', fr: 'valide' },

  'cli.deploy.done': {
    en: '{flow}: version {version} is in service in {environment}.',
    fr: '{flow} : la version {version} est en service dans {environment}.',
  },

  'cli.undeploy.done': {
    en: '{flow}: out of service in {environment}.',
    fr: '{flow} : hors service dans {environment}.',
  },

  'cli.import.created': {
    en: '{file}: {flow} is new on the server.',
    fr: '{file} : {flow} est nouveau sur le serveur.',
  },
  'cli.import.saved': { en: '{file}: {flow} is saved.', fr: '{file} : {flow} est enregistré.' },
  'cli.import.unchanged': {
    en: '{file}: {flow} is already like this on the server.',
    fr: '{file} : {flow} est déjà ainsi sur le serveur.',
  },
  'cli.import.refused': {
    en: '{file}: not imported. Correct what is said above and import it again.',
    fr: '{file} : non importé. Corrigez ce qui est indiqué ci-dessus et importez-le de nouveau.',
  },

  'cli.export.written': { en: '{file} written.', fr: '{file} écrit.' },

  'cli.run.started': {
    en: '{id}: started. See it with raccord show {id}.',
    fr: '{id} : démarrée. Voyez-la avec raccord show {id}.',
  },

  'cli.worker.started': {
    en: 'A worker takes work from the database. To stop: Ctrl-C',
    fr: 'Un exécutant prend du travail dans la base de données. Pour arrêter : Ctrl-C',
  },
  'cli.worker.ended': {
    en: 'The worker ended with an error; its log above says which.',
    fr: 'L’exécutant s’est terminé sur une erreur ; son journal ci-dessus dit laquelle.',
  },

  'cli.connection.added': { en: '{name} is connected ({id}).', fr: '{name} est connectée ({id}).' },
  'cli.connection.changed': { en: '{name} is changed ({id}).', fr: '{name} est modifiée ({id}).' },
  'cli.connection.removed': { en: '{name} is removed ({id}).', fr: '{name} est supprimée ({id}).' },
  'cli.connection.works': { en: '{name} works: {account}.', fr: '{name} fonctionne : {account}.' },
  'cli.connection.ready': { en: 'ready', fr: 'prête' },
  'cli.connection.held': { en: 'held: {reason}, since {since}', fr: 'en suspens : {reason}, depuis {since}' },
  'cli.connection.open': {
    en: 'Open this address in your browser and grant {name} its access. It works once, for 10 minutes:',
    fr: 'Ouvrez cette adresse dans votre navigateur et accordez son accès à {name}. Elle sert une fois, pendant 10 minutes :',
  },
  'cli.connection.connected': {
    en: '{name} is connected as {account}.',
    fr: '{name} est connectée en tant que {account}.',
  },
  'cli.connection.missing': {
    en: 'Not granted, and needed: {scopes}. Connect again and grant it.',
    fr: 'Non accordé, et nécessaire : {scopes}. Connectez de nouveau en l’accordant.',
  },
  'cli.connection.notOpened': {
    en: 'Nobody granted the access within 10 minutes. Run the command again.',
    fr: 'Personne n’a accordé l’accès dans les 10 minutes. Relancez la commande.',
  },
  'cli.connection.revoked': {
    en: '{name}: the vendor has taken the access back, and it is forgotten here.',
    fr: '{name} : le fournisseur a retiré l’accès, et il est oublié ici.',
  },
  'cli.connection.forgotten': {
    en: '{name}: the access is forgotten here. The vendor was not told; take it back in your account there too.',
    fr: '{name} : l’accès est oublié ici. Le fournisseur n’a pas été prévenu ; retirez-le aussi dans votre compte là-bas.',
  },
  'cli.never': { en: 'never', fr: 'jamais' },
  'cli.column.account': { en: 'account', fr: 'compte' },
  'cli.column.tested': { en: 'last test', fr: 'dernier essai' },
  'cli.column.used': { en: 'last used', fr: 'dernier usage' },
  'cli.column.expires': { en: 'token ends', fr: 'fin du jeton' },
  'cli.column.scopes': { en: 'granted', fr: 'accordé' },
  'cli.column.missing': { en: 'not granted', fr: 'non accordé' },
  'cli.column.flows': { en: 'used by', fr: 'utilisée par' },
  'cli.connection.askSigningSecret': {
    en: 'secret that webhooks are signed with (empty: none)',
    fr: 'secret de signature des webhooks (vide : aucun)',
  },

  'cli.sandbox.paid': {
    en: '{id}: {amount} {currency} paid. Its webhook is on its way to the flows in service.',
    fr: '{id} : {amount} {currency} payés. Son webhook est en route vers les flux en service.',
  },
  'cli.sandbox.reset': {
    en: 'The stand-ins are back to the state after the start.',
    fr: 'Les doublures sont revenues à l’état du démarrage.',
  },

  'cli.run.stillWaiting': {
    en: 'The run {id} is still waiting. Leave with Ctrl-C if you like: it goes on by itself.',
    fr: 'L’exécution {id} attend encore. Vous pouvez quitter avec Ctrl-C : elle continue toute seule.',
  },

  'cli.dry.record': { en: 'Record {n}', fr: 'Enregistrement {n}' },
  'cli.dry.mocked': { en: 'would give (from your mocks):', fr: 'donnerait (d’après vos bouchons) :' },
  'cli.dry.example': { en: 'would give (an example):', fr: 'donnerait (un exemple) :' },
  'cli.dry.note': {
    en: 'Nothing was sent: {calls} calls were held back. Mappings, checks, branches and tries are those of a live run; what the other systems would have said is not known here, nor what is stored in them.',
    fr: 'Rien n’a été envoyé : {calls} appels ont été retenus. Les correspondances, contrôles, branches et essais sont ceux d’une vraie exécution ; ce que les autres systèmes auraient répondu, ou contiennent, n’est pas connu ici.',
  },
  'cli.dry.approvals': {
    en: 'Nobody was asked at {nodes}: a dry run answers with the mock of the step, or approves.',
    fr: 'Personne n’a été interrogé à {nodes} : un essai à blanc répond avec le bouchon de l’étape, ou approuve.',
  },
  'cli.dry.waits': {
    en: 'A live run would have waited at {nodes}.',
    fr: 'Une vraie exécution aurait attendu à {nodes}.',
  },

  'cli.test.summary': {
    en: '{passed} passed, {failed} failed, {time}',
    fr: '{passed} réussis, {failed} en échec, {time}',
  },
  'flowTest.recordCount': {
    en: '{expected} records are expected, {found} came in: expect.records has one for each of records.',
    fr: '{expected} enregistrements sont attendus, {found} sont arrivés : expect.records en a un par élément de records.',
  },
  'flowTest.madeCount': {
    en: 'Record {record}: {expected} records were to be made of it, {found} were.',
    fr: 'Enregistrement {record} : il devait en donner {expected}, il en a donné {found}.',
  },
  'flowTest.state': {
    en: 'Record {record} should be “{expected}” and is “{found}”.',
    fr: 'L’enregistrement {record} devrait être « {expected} » et il est « {found} ».',
  },
  'flowTest.stateFailed': {
    en: 'Record {record} should be “{expected}” and is “{found}”: {failure}',
    fr: 'L’enregistrement {record} devrait être « {expected} » et il est « {found} » : {failure}',
  },
  'flowTest.value': {
    en: '{where}: {expected} is expected, {found} was found.',
    fr: '{where} : {expected} est attendu, {found} a été trouvé.',
  },
  'flowTest.missingCall': {
    en: 'A call of {node} is expected ({input}), and it was not made.',
    fr: 'Un appel de {node} est attendu ({input}), et il n’a pas été fait.',
  },
  'flowTest.unexpectedCall': {
    en: '{node} was called and nobody expects it: {input}',
    fr: '{node} a été appelé et personne ne l’attend : {input}',
  },
  'flowTest.unknownMock': {
    en: 'There is a mock for {node}, and no action or subflow of that name. There are: {nodes}.',
    fr: 'Il y a un bouchon pour {node}, et aucune action ni sous-flux de ce nom. Il y a : {nodes}.',
  },
  'dryRun.noMock': {
    en: '{node} was called and the test says nothing of what it gives back. Add it to mocks.',
    fr: '{node} a été appelé et le test ne dit pas ce qu’il renvoie. Ajoutez-le à mocks.',
  },
  'dryRun.mocked': { en: 'It fails because the mock says so.', fr: 'Il échoue parce que le bouchon le veut.' },
} satisfies Catalogue;
