import { createHash, timingSafeEqual } from 'node:crypto';

/** Takes as long whatever is shown. */
export function isBearer(authorization: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}
