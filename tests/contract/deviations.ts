/** `*` stands for anything. `reason`: why the specification is wrong here, or older than what we speak. */
export type Deviation = { problem: string; reason: string };

/** Fields of the answers about a resource of Stripe's, lists included. */
const answers = (resource: string, message: string, reason: string, fields: readonly string[]): Deviation[] =>
  fields.map((field) => ({ problem: `* /v1/${resource}* answer 200 */${field}: ${message}`, reason }));

/** Fields that came after the document was written; Stripe's example objects of 2026 (`../shared/specs/stripe-fixtures.json`) have them. */
const since2022 = (resource: string, ...fields: readonly string[]): Deviation[] =>
  answers(
    resource,
    'is not in the specification',
    'The document is of 2022; Stripe’s example objects of 2026 have the field.',
    fields,
  );
/** Stripe's change of versions in 2025 ("basil"), told in `../shared/connectors/stripe.md` §2. */
const untilBasil = (resource: string, ...fields: readonly string[]): Deviation[] =>
  answers(
    resource,
    'is missing',
    'The document is of 2022; basil (2025-03-31) took the field away or moved it to a part of the object.',
    fields,
  );

const since2021 = (problem: string): Deviation => ({
  problem: `${problem}: is not in the specification`,
  reason: 'The document is of 2021; Slack documents the field since.',
});

/**
 * Where connectors and stand-ins leave the specifications, by vendor. It may only shrink: one that no longer occurs fails the test. A new
 * one needs a reason that lies with the specification; anything else is a defect to mend.
 */
export const deviations: Record<string, readonly Deviation[]> = {
  stripe: [
    ...since2022('balance_transactions', 'balance_type'),
    ...since2022('charges', 'billing_details/tax_id', 'outcome/advice_code', 'outcome/network_advice_code'),
    ...since2022('charges', 'outcome/network_decline_code', 'source'),
    ...since2022('disputes', 'payment_method_details'),
    ...since2022('invoiceitems', 'customer_account', 'net_amount', 'parent', 'pricing'),
    ...since2022('invoices', 'amount_overpaid', 'automatically_finalizes_at', 'customer_account', 'effective_at'),
    ...since2022('invoices', 'automatic_tax/disabled_reason', 'automatic_tax/liability', 'automatic_tax/provider'),
    ...since2022('invoices', 'issuer', 'parent', 'rendering', 'total_pretax_credit_amounts', 'total_taxes'),
    ...since2022('invoices', 'lines/data/*/invoice', 'lines/data/*/parent', 'lines/data/*/pretax_credit_amounts'),
    ...since2022('invoices', 'lines/data/*/pricing', 'lines/data/*/subtotal', 'lines/data/*/taxes'),
    ...untilBasil('invoices', 'lines/data/*/proration', 'lines/data/*/type', 'paid', 'paid_out_of_band'),
    ...untilBasil('invoices', 'total_tax_amounts'),
    ...since2022('payment_intents', 'payment_method_configuration_details', 'source'),
    ...since2022('payouts', 'application_fee', 'application_fee_amount', 'payout_method', 'trace_id'),
    ...since2022('prices', 'recurring/meter', 'recurring/trial_period_days'),
    ...since2022('refunds', 'destination_details'),
    ...since2022('subscriptions', 'automatic_tax/disabled_reason', 'automatic_tax/liability', 'customer_account'),
    ...since2022('subscriptions', 'billing_cycle_anchor_config', 'billing_mode', 'discounts', 'invoice_settings'),
    ...since2022('subscriptions', 'items/data/*/current_period_end', 'items/data/*/current_period_start'),
    ...since2022('subscriptions', 'items/data/*/discounts', 'items/data/*/price/recurring/meter'),
    ...since2022('subscriptions', 'items/data/*/price/recurring/trial_period_days'),
    ...untilBasil('subscriptions', 'current_period_end', 'current_period_start'),
  ],
  slack: [
    since2021('POST /chat.postMessage request /metadata'),
    since2021('POST /* answer 200 /message*/metadata'),
    since2021('POST /* answer 200 /message*/app_id'),
    {
      problem: 'POST /chat.update answer 200 /message/*: is not in the specification',
      reason: 'The document names only text and attachments of a changed message; Slack gives the whole message.',
    },
    {
      problem: 'POST /conversations.history answer 200 /messages/*/edited: is not in the specification',
      reason: 'The document leaves it out of messages of bots; Slack marks every changed message with it.',
    },
  ],
};
