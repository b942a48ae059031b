export const vendors = [
  'stripe',
  'zoho-accounts',
  'zoho-books',
  'zoho-crm',
  'slack',
  'slack-accounts',
  'google-accounts',
  'google-sheets',
  'google-drive',
  'gmail',
] as const;
export type Vendor = (typeof vendors)[number];

export function isVendor(value: unknown): value is Vendor {
  return vendors.includes(value as Vendor);
}

/** What a stand-in answers; `body` is JSON unless it is a string or bytes. */
export type VendorAnswer = { status: number; headers?: Record<string, string>; body: unknown };

/** The answers that any call may get, in the vendor's own shape. */
export type VendorAnswers = {
  rateLimited(retryAfterSeconds: number | undefined): VendorAnswer;
  serverError(status: number): VendorAnswer;
  unauthorized(): VendorAnswer;
  revoked(): VendorAnswer;
};

/** Thrown by a stand-in's handlers to end the call with the vendor's own error. */
export class Refusal extends Error {
  readonly answer: VendorAnswer;

  constructor(answer: VendorAnswer) {
    super(`refused with ${answer.status}`);
    this.name = 'Refusal';
    this.answer = answer;
  }
}
