import { Failure, type OAuth2Definition } from '@raccord/contract';
import { parseJson } from '../json/parse-json.ts';
import { serviceAccountForm } from '../oauth/signed-jwt.ts';

/** What of a service account's key file is needed; where it says to send tokens is not believed, the endpoints of the connection say it. */
type KeyFile = { client_email: string; private_key: string; private_key_id?: string };

/**
 * The token request of a connection that holds the key file of a service account: for itself, or with `subject` for a person of its
 * domain (domain-wide delegation, google-auth.md §4).
 */
export const serviceAccountRequest: NonNullable<OAuth2Definition['tokenRequest']> = (
  { serviceAccountKey, subject },
  { endpoints, scopes, now },
) => {
  if (serviceAccountKey === undefined || serviceAccountKey === '') return undefined;
  return request(serviceAccountKey, subject, { endpoints, scopes, now });
};

async function request(
  keyFile: string,
  subject: string | undefined,
  { endpoints, scopes, now }: Pick<Parameters<typeof serviceAccountRequest>[1], 'endpoints' | 'scopes' | 'now'>,
): Promise<Record<string, string>> {
  const { client_email: email, private_key: privateKey, private_key_id: keyId } = readKeyFile(keyFile);
  return serviceAccountForm({
    email,
    subject,
    privateKey,
    ...(keyId === undefined ? {} : { keyId }),
    tokenAddress: endpoints.token ?? '',
    scopes,
    now,
  });
}

function readKeyFile(text: string): KeyFile {
  const parsed = parseJson(text, { maxKeys: 100 });
  const file = parsed.ok ? (parsed.value as Partial<KeyFile> | null) : undefined;
  if (typeof file?.client_email !== 'string' || typeof file.private_key !== 'string')
    throw new Failure('config', 'oauth.badKey', { reason: 'client_email, private_key' });
  return file as KeyFile;
}
