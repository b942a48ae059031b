export type { Vendor } from '../stand-ins.ts';

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
