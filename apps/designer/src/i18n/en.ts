import { alertsEn } from './alerts-en.ts';
import { connectionsEn } from './connections-en.ts';
import { editorEn } from './editor-en.ts';
import { firstEn } from './first-en.ts';
import { flowPageEn } from './flow-page-en.ts';
import { flowTestsEn } from './flow-tests-en.ts';
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
  ...firstEn,
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
