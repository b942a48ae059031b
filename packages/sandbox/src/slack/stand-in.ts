import type { FastifyInstance } from 'fastify';
import { installGate, sendAnswer } from '../control/gate.ts';
import type { World } from '../world.ts';
import { slackAnswers, slackError, slackRoutes } from './call.ts';
import { channelMethods } from './channels.ts';
import { fileMethods, uploadRoute } from './files.ts';
import { historyMethods } from './history.ts';
import { messageMethods } from './messages.ts';
import { reactionMethods } from './reactions.ts';
import { userMethods } from './users.ts';

/** Slack's Web API under `/slack/api`. */
export function slackStandIn(world: World, stopping: AbortSignal): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const gate = installGate(app, world, 'slack', slackAnswers, stopping);
    slackRoutes(app, world, gate, {
      ...userMethods,
      ...channelMethods,
      ...messageMethods,
      ...historyMethods,
      ...fileMethods,
      ...reactionMethods,
    });
    await app.register(async (uploads) => uploadRoute(uploads, world, gate));
    app.setNotFoundHandler((request, reply) =>
      sendAnswer(reply, slackError('unknown_method', { req_method: request.url })),
    );
  };
}
