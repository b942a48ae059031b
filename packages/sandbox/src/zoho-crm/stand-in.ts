import type { FastifyInstance } from 'fastify';
import { installGate, sendAnswer } from '../control/gate.ts';
import type { World } from '../world.ts';
import { attachmentRoutes } from './attachments.ts';
import { crmRoutes } from './call.ts';
import { channelRoutes } from './channels.ts';
import { convertRoutes } from './convert.ts';
import { coqlRoutes } from './coql.ts';
import { crmAnswers, errorItem } from './errors.ts';
import { recordRoutes } from './records.ts';
import { searchRoutes } from './search.ts';
import { settingsRoutes } from './settings.ts';
import { tagRoutes } from './tags.ts';

/** Zoho CRM's REST API v8 under `/zoho/crm/v8`. */
export function zohoCrmStandIn(world: World, stopping: AbortSignal): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    // Files are not text.
    app.addContentTypeParser(/^multipart\/form-data/, { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    const gate = installGate(app, world, 'zoho-crm', crmAnswers, stopping);
    const route = crmRoutes(app, world, gate);
    settingsRoutes(route);
    channelRoutes(route);
    coqlRoutes(route);
    convertRoutes(route);
    searchRoutes(route);
    attachmentRoutes(route);
    tagRoutes(route);
    recordRoutes(route);
    const unknown = errorItem('INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one');
    app.all('/crm/*', (_request, reply) => sendAnswer(reply, { status: 404, body: unknown }));
  };
}
