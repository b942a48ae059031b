import { alertsEn } from './alerts-en.ts';
import { connectionsEn } from './connections-en.ts';
import { editorEn } from './editor-en.ts';
import { flowPageEn } from './flow-page-en.ts';
import { flowTestsEn } from './flow-tests-en.ts';
import { flowsEn } from './flows-en.ts';
import { inboxEn } from './inbox-en.ts';
import { journeyEn } from './journey-en.ts';
import { mappingEn } from './mapping-en.ts';
import { overviewEn } from './overview-en.ts';
import { reviewEn } from './review-en.ts';
import { runsEn } from './runs-en.ts';
import { samplesEn } from './samples-en.ts';
import { sandboxEn } from './sandbox-en.ts';
import { settingsEn } from './settings-en.ts';
import { tracingEn } from './tracing-en.ts';
import { triggersEn } from './triggers-en.ts';
import { versionsEn } from './versions-en.ts';

/** Every sentence of the screens. The French catalogue has the same keys, or it does not compile. */
export const en = {
  app: { skip: 'Skip to the content', loading: 'Loading…' },
  nav: {
    label: 'Main',
    overview: 'Overview',
    runs: 'Runs',
    journey: 'Journey',
    triggers: 'Triggers',
    flows: 'Flows',
    inbox: 'Inbox',
    review: 'To review',
    alerts: 'Alerts',
    connections: 'Connections',
    environments: 'Environments',
    sandbox: 'Sandbox',
    settings: 'Settings',
    apiDocs: 'API',
  },
  bar: {
    environment: 'Environment',
    inEnvironment: 'Environment: {{environment}}. Choose another one',
    language: 'Language',
    theme: 'Theme',
    light: 'Light',
    dark: 'Dark',
    system: 'As the system',
    account: 'Account',
    signOut: 'Sign out',
    commands: 'Commands',
    commandsHint: 'Go to, create, switch…',
    nothingFound: 'Nothing of that name.',
    goTo: 'Go to {{place}}',
  },
  session: {
    title: 'Sign in to Raccord',
    email: 'E-mail address',
    password: 'Password',
    signIn: 'Sign in',
    firstTime: 'No account yet? The server prints a one-time link when it starts.',
    ended: 'Your session has ended. Sign in again to go on where you were.',
  },
  failure: {
    title: 'This could not be loaded',
    retry: 'Try again',
    unreachable: 'The server does not answer. Check that it runs and that you are online, then try again.',
    unexpected:
      'The server answered in a way this page does not understand ({{status}}). Reload the page; if it stays, tell whoever runs the server.',
  },
  flows: flowsEn,
  flowPage: flowPageEn,
  connections: connectionsEn,
  environments: {
    title: 'Environments',
    text: 'A flow is put into service in an environment, with the connections and variables of that environment.',
    name: 'Name',
    variables: 'Variables',
    none: 'none',
    emptyTitle: 'No environments yet',
    emptyText: 'The server makes one for the sandbox when it starts.',
  },
  state: {
    succeeded: 'Succeeded',
    filtered: 'Filtered',
    failed: 'Failed',
    waiting: 'Waiting',
    held: 'Held',
    inDoubt: 'In doubt',
    cancelled: 'Cancelled',
  },
  broken: {
    title: 'This page could not be shown',
    text: 'Something in it went wrong; what you saved is safe. Reload it; if it stays, tell whoever runs the server what you did.',
    outdated: 'There is a newer version',
    outdatedText: 'The server was updated while this page was open. Reload it to go on.',
    reload: 'Reload',
  },
  notFound: { title: 'There is nothing at this address', back: 'To the flows' },
  json: {
    search: 'Search names and values',
    clear: 'Clear the search',
    none: 'Not found',
    hit: '{{at}} of {{count}}',
    previous: 'Previous hit',
    next: 'Next hit',
    copyPath: 'Copy the path {{path}}',
    copied: '{{what}} is copied',
    copyValue: 'Copy the value',
    copiedValue: 'The value is copied',
    items_one: '[{{count}} item]',
    items_other: '[{{count}} items]',
    fields_one: '{ {{count}} field }',
    fields_other: '{ {{count}} fields }',
    more: 'Show the next of {{count}} more',
  },
  journey: journeyEn,
  overview: overviewEn,
  review: reviewEn,
  runs: runsEn,
  triggers: triggersEn,
  editor: editorEn,
  inbox: inboxEn,
  alerts: alertsEn,
  mapping: mappingEn,
  samples: samplesEn,
  sandbox: sandboxEn,
  settings: settingsEn,
  tracing: tracingEn,
  versions: versionsEn,
  flowTests: flowTestsEn,
};
