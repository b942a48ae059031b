import pino, { type Logger } from 'pino';
import type { Settings } from './env.ts';

/** JSON lines to standard output. What could hold a secret is taken out by name, and addresses are written without their query. */
export function createLogger(settings: Pick<Settings, 'logLevel' | 'logFormat'>): Logger {
  return pino({
    level: settings.logLevel,
    redact: {
      paths: [
        'headers.authorization',
        'headers.cookie',
        '*.authorization',
        '*.cookie',
        '*.password',
        '*.token',
        '*.credentials',
      ],
      censor: '[redacted]',
    },
    ...(settings.logFormat === 'pretty' ? { transport: { target: 'pino-pretty' } } : {}),
  });
}
