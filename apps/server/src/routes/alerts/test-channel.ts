import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { getAlertChannel } from '../../stores/alerts/alert-channels.ts';
import { dropUntaken, getDelivery, insertDelivery } from '../../stores/alerts/alert-deliveries.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

const WAIT_SECONDS = 30;
const LOOK_MS = 100;

export const testChannelRoute = endpoint({
  method: 'POST',
  url: '/api/alert-channels/:id/test',
  access: 'builder',
  summary: 'Send a test message, once, and say how it went',
  params: IdParams,
  body: Type.Object({}, { additionalProperties: false }),
  limit: { max: 20 },
  async handle({ deps, principal: { workspaceId }, params }) {
    const { pool } = deps;
    const { id: channelId } = await getAlertChannel(pool, workspaceId, params.id);
    const telling = { workspaceId, incidentId: null, channelId, stage: 'test', address: deps.publicUrl } as const;
    const id = (await insertDelivery(pool, telling, deps.now()))!;
    await deps.ring([{ queue: 'live', kind: 'alert', id, first: true }]);
    for (const deadline = Date.now() + WAIT_SECONDS * 1_000; Date.now() < deadline; ) {
      const delivery = await getDelivery(pool, id);
      if (delivery === undefined) throw new Failure('missing', 'alert.noChannel');
      if (delivery.state === 'sent') return;
      if (delivery.state !== 'waiting') throw Failure.fromData(delivery.failure!);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    if (await dropUntaken(pool, id)) throw new Failure('transient', 'alert.noWorker', { seconds: WAIT_SECONDS });
    throw new Failure('transient', 'connection.tooSlow');
  },
});
