import { flowsEn } from './flows-en.ts';
import { newFlowEn } from './new-flow-en.ts';
import { runStatusesEn } from './run-statuses-en.ts';

/**
 * What the first screens say: all that is fetched with the page itself. These sentences come with it in both languages; the others are
 * fetched with the first screen that is fetched by itself (`en.ts`).
 */
export const firstEn = {
  app: { skip: 'Skip to the content', loading: 'Loading…', colon: ':' },
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
  broken: {
    title: 'This page could not be shown',
    text: 'Something in it went wrong; what you saved is safe. Reload it; if it stays, tell whoever runs the server what you did.',
    outdated: 'There is a newer version',
    outdatedText: 'The server was updated while this page was open. Reload it to go on.',
    reload: 'Reload',
  },
  notFound: { title: 'There is nothing at this address', back: 'To the flows' },
  editor: newFlowEn,
  runs: { statuses: runStatusesEn },
};
