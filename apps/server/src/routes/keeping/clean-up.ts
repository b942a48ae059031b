import { recordEvent } from '../../stores/events.ts';
import { writeSetting } from '../../stores/settings.ts';
import { endpoint } from '../endpoint.ts';

export const cleanUpNow = endpoint({
  method: 'POST',
  url: '/api/keeping/clean-up',
  access: 'admin',
  summary: 'Let go at once of what has been kept long enough, and count anew; begins within seconds',
  async handle({ deps: { db }, principal: { workspaceId, label: actor } }) {
    await writeSetting(db, 'keeping.wanted', actor);
    await recordEvent(db, { workspaceId, type: 'keeping.wanted', subject: 'keeping', actor });
  },
});
