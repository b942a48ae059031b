import { Refusal, type VendorAnswer, type VendorAnswers } from '../control/vendor.ts';

/** A Books error: `{"code": n, "message": "…"}`. Numbers that zoho-books.md calls unconfirmed are unconfirmed here too. */
export function booksError(status: number, code: number, message: string): VendorAnswer {
  return { status, body: { code, message } };
}

export function refuse(status: number, code: number, message: string): never {
  throw new Refusal(booksError(status, code, message));
}

/** The value of a field cannot be right. */
export function invalidValue(field: string): never {
  refuse(400, 4, `Invalid value passed for ${field}`);
}

export function tooLong(field: string, limit: number): never {
  refuse(400, 15, `Please ensure that the ${field} has less than ${limit} characters.`);
}

/** @param thing what a person calls it: `Contact`, `Invoice`, … */
export function doesNotExist(thing: string): never {
  refuse(404, 1002, `${thing} does not exist.`);
}

export function alreadyExists(thing: string, name: string): never {
  refuse(400, 3062, `The ${thing} "${name}" already exists. Please specify a different name.`);
}

export const booksAnswers: VendorAnswers = {
  rateLimited: (retryAfter) => ({
    ...booksError(
      429,
      44,
      'For security reasons you have been blocked for some time as you have exceeded the maximum number of requests per minute that can be made from one account.',
    ),
    // Zoho sends no Retry-After; a fault may ask for one all the same.
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  }),
  serverError: (status) => booksError(status, 1000, 'Internal error'),
  unauthorized: () => booksError(401, 14, 'Invalid value passed for authtoken.'),
  revoked: () => booksError(401, 57, 'You are not authorized to perform this operation'),
};
