import { Refusal } from '../control/vendor.ts';
import type { World } from '../world.ts';
import type { StripeRoutes } from './call.ts';
import { invalid, noSuch } from './errors.ts';
import { type EventCause, emit } from './events.ts';
import { listPage, listParams } from './lists.ts';
import { newDispute, type StripeDispute } from './money-objects.ts';
import { inRange, mergeMetadata } from './params.ts';

const open = ['needs_response', 'under_review'];

export function disputeRoutes(route: StripeRoutes): void {
  route(
    'GET',
    '/v1/disputes',
    { ...listParams, charge: 'string', created: 'range', payment_intent: 'string' },
    ({ params, world }) => {
      const matches = (row: StripeDispute) =>
        inRange(row.created, params.created) &&
        (params.charge === undefined || row.charge === params.charge) &&
        (params.payment_intent === undefined || row.payment_intent === params.payment_intent);
      return listPage('dispute', '/v1/disputes', world.stripe.disputes, params, matches);
    },
  );

  route('GET', '/v1/disputes/:id', {}, ({ id, world }) => disputeById(world, id));

  route(
    'POST',
    '/v1/disputes/:id',
    { evidence: 'hash', metadata: 'metadata', submit: 'boolean' },
    ({ id, params, world, request, effect }) => {
      const before = disputeById(world, id);
      const said = Object.entries(params.evidence ?? {});
      if (said.length > 0 && !open.includes(before.status)) {
        invalid('This dispute is already closed', 'evidence');
      }
      for (const [name] of said) {
        if (!Object.hasOwn(before.evidence, name)) {
          invalid(`Received unknown parameter: evidence[${name}]`, `evidence[${name}]`, 'parameter_unknown');
        }
      }
      const submits = params.submit !== false && said.length > 0;
      const dispute = world.stripe.disputes.replace({
        ...before,
        evidence: {
          ...before.evidence,
          ...Object.fromEntries(said.map(([name, text]) => [name, text === '' ? null : String(text)])),
        },
        evidence_details: {
          ...before.evidence_details,
          has_evidence: before.evidence_details.has_evidence || said.length > 0,
          submission_count: before.evidence_details.submission_count + (submits ? 1 : 0),
        },
        metadata: mergeMetadata(before.metadata, params.metadata),
        status: submits ? 'under_review' : before.status,
      });
      effect('disputes.update', id);
      emit(world, request, 'charge.dispute.updated', dispute, { status: before.status });
      return dispute;
    },
  );

  route('POST', '/v1/disputes/:id/close', {}, ({ id, world, request, effect }) => {
    effect('disputes.close', id);
    return decideDispute(world, disputeById(world, id), request, 'lost');
  });
}

/** What a customer's bank does: takes the money back until it is decided. */
export function openDispute(world: World, chargeId: string, reason = 'fraudulent'): StripeDispute {
  const charge = world.stripe.charges.get(chargeId);
  if (charge === undefined || charge.status !== 'succeeded') {
    throw new Refusal({ status: 400, body: { error: `There is no paid charge "${chargeId}".` } });
  }
  const nobody = { id: null, idempotency_key: null };
  const dispute = world.stripe.disputes.insert(newDispute(Math.floor(world.now() / 1_000), charge, reason));
  world.stripe.charges.replace({ ...charge, disputed: true });
  emit(world, nobody, 'charge.dispute.created', dispute);
  emit(world, nobody, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

export function decideDispute(
  world: World,
  dispute: StripeDispute,
  cause: EventCause,
  outcome: 'won' | 'lost',
): StripeDispute {
  if (!open.includes(dispute.status)) invalid('This dispute is already closed');
  const closed = world.stripe.disputes.replace({ ...dispute, status: outcome });
  emit(world, cause, 'charge.dispute.closed', closed);
  if (outcome === 'won') emit(world, cause, 'charge.dispute.funds_reinstated', closed);
  return closed;
}

export function disputeById(world: World, id: string): StripeDispute {
  return world.stripe.disputes.get(id) ?? noSuch('dispute', id, 'id');
}
