/** `*` stands for anything. `reason`: why the specification is wrong here, or older than what we speak. */
export type Deviation = { problem: string; reason: string };

/** Fields of the answers about a resource of Stripe's, lists included. */
const answers = (resource: string, message: string, reason: string, fields: readonly string[]): Deviation[] =>
  fields.map((field) => ({ problem: `* /v1/${resource}* answer */${field}: ${message}`, reason }));

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

/** Zoho's documents, generated for its SDKs, have one schema for what is sent and what is answered. */
const onlyAnswered = (operation: string, ...fields: readonly string[]): Deviation[] =>
  fields.map((field) => ({
    problem: `${operation} request /${field}: is missing`,
    reason: 'The document describes what is answered; Zoho’s guides send only what is to be set.',
  }));
const tagFacts = ['color_code', 'created_by', 'created_time', 'id', 'modified_by', 'modified_time'];

const since2021 = (problem: string): Deviation => ({
  problem: `${problem}: is not in the specification`,
  reason: 'The document is of 2021; Slack documents the field since.',
});

const signIn: Deviation = {
  problem: 'POST /token is not in the specification',
  reason: 'Google has no document of its sign-in; RFC 6749 describes it.',
};

const since2021Method = (call: string): Deviation => ({
  problem: `${call} is not in the specification`,
  reason: 'The document is of 2021 and has files.upload, which Slack closed; this way of uploading came in 2022.',
});

/**
 * Where connectors and stand-ins leave the specifications, by vendor. It may only shrink: one that no longer occurs fails the test. A new
 * one needs a reason that lies with the specification; anything else is a defect to mend.
 */
export const deviations: Record<string, readonly Deviation[]> = {
  'google-sheets': [signIn],
  gmail: [signIn],
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
    since2021Method('POST /files.getUploadURLExternal'),
    since2021Method('POST /files.completeUploadExternal'),
    since2021Method('POST /slack/upload/v1/*'),
    {
      problem: 'POST /chat.update answer 200 /message/*: is not in the specification',
      reason: 'The document names only text and attachments of a changed message; Slack gives the whole message.',
    },
    {
      problem: 'POST /chat.update answer 200 /message/blocks: must be object',
      reason: 'The document says an object where its own other methods, and Slack, have a list of blocks.',
    },
    {
      problem: 'POST /conversations.history answer 200 /messages/*/edited: is not in the specification',
      reason: 'The document leaves it out of messages of bots; Slack marks every changed message with it.',
    },
  ],
  'zoho-crm': [
    ...onlyAnswered('POST /crm/v8/{module_api_name}', ...tagFacts.map((fact) => `data/*/Tag/*/${fact}`)),
    ...onlyAnswered('POST /crm/v8/*/actions/add_tags', ...tagFacts.map((fact) => `tags/*/${fact}`), 'ids'),
    ...onlyAnswered('POST /crm/v8/*/actions/remove_tags', 'ids'),
    ...onlyAnswered(
      'POST /crm/v8/Notes',
      'data/*/$*',
      'data/*/*_By',
      'data/*/*_Time',
      'data/*/Owner',
      'data/*/id',
      'data/*/Note_Title',
    ),
    ...onlyAnswered('POST /crm/v8/Notes', 'data/*/Parent_Id/module/id'),
    {
      problem: 'POST /crm/v8/Notes request /trigger: is not in the specification',
      reason: 'Notes are a module like any other; left out, `trigger` would run every workflow there is.',
    },
    {
      problem: 'POST /crm/v8/Notes answer 202 *',
      reason: 'The document has no refusal of a parent that is not there; ours is that of any other lookup.',
    },
    {
      problem: '* /crm/v8/actions/watch request /watch/*/channel_id: must be object',
      reason: 'The document has lost the type of a number that is too long; Zoho’s guides send its digits.',
    },
    {
      problem: '* /crm/v8/actions/watch request /watch/*/notify_url: must match pattern*',
      reason: 'The pattern is that of an example of Zoho’s own; addresses of others are what it is for.',
    },
    {
      problem: 'GET /crm/v8/users answer 200 /users/*/email: must match pattern*',
      reason: 'The pattern is that of a made-up address; real ones are of every length.',
    },
    {
      problem: 'GET /crm/v8/*/Attachments request ?ids: is missing',
      reason: 'The document shares the parameter with deleting, which needs it; a list of all has no ids to name.',
    },
    {
      problem: 'POST /crm/v8/*/Attachments request*',
      reason: 'The document names only the upload by address; its own body for a file is declared and used nowhere.',
    },
    {
      problem: 'GET /crm/v8/*/Attachments/{id} answer 200 : application/pdf is not in the specification',
      reason: 'The document knows pictures only; files of every type can be attached.',
    },
    {
      problem: 'POST /crm/v8/Leads/*/actions/convert is not in the specification',
      reason: 'The set has no document of the conversion; ours follows Zoho’s guide and the answer in `record`.',
    },
    {
      problem: 'POST /oauth/v2/token is not in the specification',
      reason: 'Signing in is Zoho’s accounts’ and in no document of the CRM.',
    },
  ],
};
