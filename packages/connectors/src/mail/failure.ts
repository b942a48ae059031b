import { Failure } from '@raccord/contract';
import { transportFailure } from '../shared/http/transport-failure.ts';

type SmtpError = { code?: string; responseCode?: number; response?: string; command?: string };

/**
 * What an SMTP server or the line to it says.
 * @param sent whether the server had asked for the message: a line that breaks then leaves its fate open
 */
export function smtpFailure(thrown: unknown, host: string, sent: boolean): Failure {
  if (thrown instanceof Failure) return thrown;
  const { code = '', responseCode, response = '', command = '' } = thrown as SmtpError;
  const message = (response === '' ? String((thrown as Error).message) : response).slice(0, 500);
  const told = { host, message };
  if (
    code === 'ETLS' ||
    command === 'STARTTLS' ||
    /certificate|self.signed|altnames|wrong version number/i.test(message)
  )
    return new Failure('config', 'http.tls', { host, reason: message.slice(0, 200) }, { cause: thrown });
  if (responseCode !== undefined && responseCode >= 400) {
    if (code === 'EAUTH' || [530, 534, 535].includes(responseCode)) return new Failure('auth', 'mail.badLogin', told);
    if (responseCode < 500) return new Failure('transient', 'mail.later', told);
    if (responseCode === 552 || /\b5\.[23]\.[34]\b/.test(response))
      return new Failure('tooLarge', 'mail.tooLarge', told);
    if (/\b5\.7\.\d+\b/.test(response)) return new Failure('config', 'mail.policy', told);
    return new Failure('input', 'mail.refused', told);
  }
  if (code === 'EAUTH' || code === 'ENOAUTH') return new Failure('auth', 'mail.badLogin', told);
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return new Failure('input', 'mail.refused', told);
  if (sent) return new Failure('transient', 'mail.unclear', { host }, { uncertain: true, cause: thrown });
  return new Failure(
    'transient',
    'http.unreachable',
    { host, reason: code || message.slice(0, 100) },
    { cause: thrown },
  );
}

type ImapError = { authenticationFailed?: boolean; responseText?: string; serverResponseCode?: string; code?: string };

/** @param changes whether a line that broke may have changed something */
export function imapFailure(thrown: unknown, host: string, changes: boolean): Failure {
  if (thrown instanceof Failure) return thrown;
  const { authenticationFailed, responseText = '', serverResponseCode, code = '' } = thrown as ImapError;
  const message = (responseText === '' ? String((thrown as Error).message) : responseText).slice(0, 500);
  if (authenticationFailed === true) return new Failure('auth', 'mail.badLogin', { host, message });
  if (serverResponseCode === 'NONEXISTENT' || serverResponseCode === 'TRYCREATE')
    return new Failure('config', 'mail.noFolder', { host, message });
  if (/certificate|self.signed|altnames|wrong version number|STARTTLS/i.test(`${code} ${message}`))
    return new Failure('config', 'http.tls', { host, reason: message.slice(0, 200) }, { cause: thrown });
  if (responseText !== '') return new Failure('config', 'mail.imapRefused', { host, message });
  return transportFailure(thrown, host, changes);
}
