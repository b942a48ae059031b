import { Failure } from '@raccord/contract';

const tlsCodes = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|EPROTO)/;
const unreachableCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * What went wrong below HTTP, as a failure.
 * @param sent whether bytes of the request may have left; then the other side may have carried it out
 */
export function transportFailure(thrown: unknown, host: string, sent: boolean): Failure {
  if (thrown instanceof Failure) return thrown;
  const code = errorCode(thrown);
  const options = { ...(sent ? { uncertain: true } : {}), cause: thrown };
  if (tlsCodes.test(code) && !sent) return new Failure('config', 'http.tls', { host, reason: code }, { cause: thrown });
  if (unreachableCodes.has(code) || !sent) {
    return new Failure('transient', 'http.unreachable', { host, reason: code }, options);
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new Failure('tooLarge', 'http.answerTooLarge', { host }, options);
  if (code.startsWith('HPE_')) {
    return new Failure('transient', 'http.answerUnreadable', { host, reason: code }, options);
  }
  return new Failure('transient', 'http.connectionLost', { host, reason: code }, options);
}

function errorCode(thrown: unknown): string {
  if (thrown instanceof AggregateError) return errorCode(thrown.errors[0]);
  if (!(thrown instanceof Error)) return 'unknown';
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  return code ?? thrown.name;
}
