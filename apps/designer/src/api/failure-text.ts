import i18next from 'i18next';
import { ApiFailure } from './client.ts';

/** The sentence to show for anything that was thrown. */
export function failureText(thrown: unknown): string {
  if (thrown instanceof ApiFailure && thrown.message !== '') return thrown.message;
  if (thrown instanceof ApiFailure && thrown.code === 'unreachable') return i18next.t('failure.unreachable');
  const status = thrown instanceof ApiFailure ? thrown.status : String(thrown);
  return i18next.t('failure.unexpected', { status });
}
