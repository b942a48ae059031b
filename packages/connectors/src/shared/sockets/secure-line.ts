import { isIP } from 'node:net';
import { Failure, type OpenedDoor } from '@raccord/contract';

export type SecureLine = { servername?: string; ca?: string; rejectUnauthorized: true; minVersion: 'TLSv1.2' };
export type LineSettings = { security: 'tls' | 'starttls' | 'none'; ca?: string | undefined };

/**
 * How a line is secured: the certificate is checked against the name that was asked for, by the system's authorities or the one the
 * connection names. Without TLS only to a server that an administrator has opened.
 * @throws Failure config `socket.tlsRequired`
 */
export function secureLine(
  { host, opened }: Pick<OpenedDoor, 'host' | 'opened'>,
  { security, ca }: LineSettings,
): SecureLine | undefined {
  if (security !== 'none')
    return {
      // An address is no name to ask for; the certificate is then checked against the address itself.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      ...(ca === undefined || ca === '' ? {} : { ca }),
    };
  if (!opened) throw new Failure('config', 'socket.tlsRequired', { host });
  return undefined;
}
