import { type ConnectorRegistry, FailureData } from '@raccord/contract';
import { triggerOf } from '@raccord/runtime/flow/check-uses';
import Type from 'typebox';
import type { Deps } from '../../deps.ts';
import { mailAddress } from '../../intake/mail-address.ts';
import { readSubscriptions } from '../../stores/engine/subscriptions.ts';
import { getEnvironment } from '../../stores/environments.ts';
import { triggerKinds } from '../../stores/schema.ts';
import { listTriggers } from '../../stores/triggers.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams, MomentOrNull } from '../params.ts';

/** Whether there is somebody to hear a delivery: also of one that is polled, where its vendor can say that something changed. */
function hears(registry: ConnectorRegistry, { kind, uses }: { kind: string; uses: string }): boolean {
  return kind === 'webhook' || (kind === 'poll' && triggerOf(registry, uses)?.webhook !== undefined);
}

/** A capture address where the server takes mail; everything else is told by the web. */
function addressOf({ publicUrl, settings }: Deps, uses: string, token: string): string | null {
  if (!uses.startsWith('mail-in/')) return `${publicUrl}/hooks/${token}`;
  return settings.mailIn === undefined ? null : mailAddress(token, settings.mailIn.domain);
}

export const listTriggersRoute = endpoint({
  method: 'GET',
  url: '/api/triggers',
  // A webhook's address is all that some senders need to know: it is for those who set flows up.
  access: 'builder',
  summary: 'The triggers of deployed flows: address, next time due, last result',
  query: Type.Object({
    flow: Type.Optional(FlowParams.properties.id),
    environment: Type.Optional(Type.String({ maxLength: 100 })),
  }),
  answer: Type.Object({
    triggers: Type.Array(
      Type.Object({
        id: Type.String(),
        flowId: Type.String(),
        environmentId: Type.String(),
        node: Type.String(),
        uses: Type.String(),
        kind: Type.Enum([...triggerKinds]),
        active: Type.Boolean(),
        address: Type.Union([Type.String(), Type.Null()], { description: 'Where a webhook is sent to.' }),
        connectionId: Type.Union([Type.String(), Type.Null()]),
        everyMs: Type.Union([Type.Integer(), Type.Null()]),
        nextDueAt: MomentOrNull,
        lastFiredAt: MomentOrNull,
        lastResult: Type.Unknown(),
        subscription: Type.Union(
          [
            Type.Object({
              status: Type.Enum(['wanted', 'standing', 'leaving']),
              expiresAt: MomentOrNull,
              tries: Type.Integer({ description: 'How often it has failed since it last went well.' }),
              failure: Type.Union([FailureData, Type.Null()]),
              nextAt: MomentOrNull,
            }),
            Type.Null(),
          ],
          { description: 'What its vendor was asked to send us, where it has to be asked.' },
        ),
        lost: Type.Array(
          Type.Object({
            from: Type.String(),
            to: Type.String(),
            at: Type.String({ description: 'When it was noticed.' }),
          }),
          { description: 'Stretches of time that nobody can read any more, the latest first.' },
        ),
      }),
    ),
  }),
  async handle({ deps, principal, query }) {
    const { workspaceId } = principal;
    const { flow: flowId, environment } = query;
    const environmentId =
      environment === undefined ? undefined : (await getEnvironment(deps.db, workspaceId, environment)).id;
    const rows = await listTriggers(deps.db, workspaceId, { flowId, environmentId });
    const subscriptions = await readSubscriptions(
      deps.pool,
      rows.map(({ id }) => id),
    );
    const triggers = rows.map(({ token, config: _config, ...trigger }) => ({
      ...trigger,
      subscription: subscriptions.get(trigger.id) ?? null,
      address: hears(deps.registry, trigger) ? addressOf(deps, trigger.uses, token) : null,
    }));
    return { triggers };
  },
});
