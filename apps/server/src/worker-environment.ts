import type { Settings } from './env.ts';

/** What a worker is told: where things are and nothing else. */
export function workerEnvironment(settings: Settings, databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    RACCORD_HOME: settings.home,
    RACCORD_LOG_LEVEL: settings.logLevel,
    RACCORD_LOG_FORMAT: settings.logFormat,
    ...(Object.keys(settings.folders).length === 0
      ? {}
      : {
          RACCORD_FOLDERS: Object.entries(settings.folders)
            .map((pair) => pair.join('='))
            .join(','),
        }),
    ...(settings.redisUrl === undefined ? {} : { REDIS_URL: settings.redisUrl }),
    ...(settings.metricsToken === undefined ? {} : { RACCORD_METRICS_TOKEN: settings.metricsToken }),
    ...settings.tracing?.variables,
    ...(settings.vaultKey === undefined ? {} : { RACCORD_VAULT_KEY: settings.vaultKey }),
    ...Object.fromEntries(Object.entries(settings.oauthClients).flatMap(([id, client]) => clientVariables(id, client))),
  };
}

function clientVariables(
  connector: string,
  { clientId, clientSecret }: { clientId: string; clientSecret?: string },
): [string, string][] {
  const prefix = `RACCORD_OAUTH_${connector.toUpperCase().replaceAll('-', '_')}_CLIENT`;
  const secret: [string, string][] = clientSecret === undefined ? [] : [[`${prefix}_SECRET`, clientSecret]];
  return [[`${prefix}_ID`, clientId], ...secret];
}
