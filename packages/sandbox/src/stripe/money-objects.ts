import { randomToken } from '../ids.ts';
import type { StripeCharge } from './objects.ts';

export type StripeDispute = ReturnType<typeof newDispute>;
export type StripePayout = ReturnType<typeof newPayout>;

/** What can be said in a dispute; all of it text, the files as ids. */
const evidence = {
  access_activity_log: null as string | null,
  billing_address: null as string | null,
  cancellation_policy: null as string | null,
  cancellation_policy_disclosure: null as string | null,
  cancellation_rebuttal: null as string | null,
  customer_communication: null as string | null,
  customer_email_address: null as string | null,
  customer_name: null as string | null,
  customer_purchase_ip: null as string | null,
  customer_signature: null as string | null,
  duplicate_charge_documentation: null as string | null,
  duplicate_charge_explanation: null as string | null,
  duplicate_charge_id: null as string | null,
  product_description: null as string | null,
  receipt: null as string | null,
  refund_policy: null as string | null,
  refund_policy_disclosure: null as string | null,
  refund_refusal_explanation: null as string | null,
  service_date: null as string | null,
  service_documentation: null as string | null,
  shipping_address: null as string | null,
  shipping_carrier: null as string | null,
  shipping_date: null as string | null,
  shipping_documentation: null as string | null,
  shipping_tracking_number: null as string | null,
  uncategorized_file: null as string | null,
  uncategorized_text: null as string | null,
};

const daysToAnswer = 9;

export function newDispute(created: number, charge: StripeCharge, reason: string) {
  return {
    id: `du_1${randomToken(23)}`,
    object: 'dispute' as const,
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    evidence: { ...evidence },
    evidence_details: {
      due_by: created + daysToAnswer * 86_400,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    is_charge_refundable: false,
    livemode: false as const,
    metadata: {} as Record<string, string>,
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: { brand: 'visa', case_type: 'chargeback', network_reason_code: '10.4' },
      type: 'card',
    },
    reason,
    status: 'needs_response' as 'needs_response' | 'under_review' | 'won' | 'lost',
  };
}

export function newPayout(created: number, amount: number, currency: string, automatic: boolean) {
  return {
    id: `po_1${randomToken(23)}`,
    object: 'payout' as const,
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: created + 2 * 86_400,
    automatic,
    balance_transaction: null as string | null,
    created,
    currency,
    description: null as string | null,
    destination: 'ba_1raccordSandboxBank',
    failure_balance_transaction: null,
    failure_code: null as string | null,
    failure_message: null as string | null,
    livemode: false as const,
    metadata: {} as Record<string, string>,
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: automatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null as string | null,
    status: 'pending' as 'pending' | 'in_transit' | 'paid' | 'failed' | 'canceled',
    trace_id: null,
    type: 'bank_account',
  };
}
