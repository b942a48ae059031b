import { defineConnector } from '@raccord/contract';
import { googleAuth, googleSignIn } from '../shared/google/auth.ts';
import { actionsOf } from '../shared/objects/define-object.ts';
import { triggersOf } from '../shared/objects/object-triggers.ts';
import { appendRows } from './actions/append-rows.ts';
import { clearRange } from './actions/clear-range.ts';
import { readRange } from './actions/read-range.ts';
import { columns, sheets, spreadsheets } from './choices.ts';
import { aboutUser, driveAddress, scopes, sheetsAddress } from './client.ts';
import { row } from './objects/row.ts';

export const googleSheets = defineConnector({
  id: 'google-sheets',
  title: { en: 'Google Sheets', fr: 'Google Sheets' },
  description: {
    en: 'Rows of Google spreadsheets: read, added, changed, and noticed when somebody else does so.',
    fr: 'Les lignes des feuilles de calcul Google : lues, ajoutées, modifiées, et repérées quand quelqu’un d’autre le fait.',
  },
  endpoints: { api: sheetsAddress, ...googleSignIn },
  allowedHosts: () => [new URL(driveAddress).hostname],
  auth: googleAuth([scopes.read, scopes.list]),
  objects: { row },
  triggers: triggersOf(row),
  actions: { ...actionsOf(row), 'append-rows': appendRows, 'read-range': readRange, 'clear-range': clearRange },
  choices: { spreadsheets, sheets, columns },
  // What Google allows one user of one project (google-sheets.md §5).
  rates: [
    { id: 'read', limit: 60, perMs: 60_000 },
    { id: 'write', limit: 60, perMs: 60_000, atOnce: 1 },
    { id: 'drive', limit: 600, perMs: 60_000 },
  ],
  async test(context) {
    const { user } = await aboutUser(context);
    return { account: user?.emailAddress ?? user?.displayName ?? '' };
  },
});
