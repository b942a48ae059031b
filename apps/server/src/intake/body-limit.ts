/** Vendors keep far below this; who needs more can send a reference. */
export const BODY_LIMIT = 1_048_576;
/** A form with files, all together. */
export const FORM_LIMIT = 10 * 1_048_576;

export function isForm(headers: { 'content-type'?: string | undefined }): boolean {
  return /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');
}

export const bodyLimit = (headers: { 'content-type'?: string | undefined }) =>
  isForm(headers) ? FORM_LIMIT : BODY_LIMIT;
