/** `*` stands for anything. `reason`: why the specification is wrong here, or older than what we speak. */
export type Deviation = { problem: string; reason: string };

/** Fields that came after the document was written; Stripe's example objects of 2026 (`../shared/specs/stripe-fixtures.json`) have them. */
const since2022 = (problem: string): Deviation => ({
  problem: `${problem}: is not in the specification`,
  reason: 'The document is of 2022; Stripe’s example objects of 2026 have the field.',
});
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
    since2022('GET /v1/balance_transactions answer 200 /data/*/balance_type'),
    since2022('GET /v1/charges answer 200 */billing_details/tax_id'),
    since2022('GET /v1/charges answer 200 */outcome/advice_code'),
    since2022('GET /v1/charges answer 200 */outcome/network_advice_code'),
    since2022('GET /v1/charges answer 200 */outcome/network_decline_code'),
    since2022('GET /v1/charges answer 200 */source'),
    since2022('* /v1/payment_intents* answer 200 */payment_method_configuration_details'),
    since2022('* /v1/payment_intents* answer 200 */source'),
    since2022('* /v1/refunds* answer 200 */destination_details'),
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
