import { type ConnectorContext, defineAction, Failure, FileRef } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { slackRead, slackWrite } from '../client.ts';
import { slackFailure } from '../failure.ts';
import { channelField, escaped, strict, threadField } from '../fields.ts';

const input = Type.Object(
  {
    file: Type.Object(FileRef.properties, {
      ...strict,
      ...told('File', 'From an earlier step.', 'Fichier', 'D’une étape précédente.'),
    }),
    channel: channelField,
    title: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        ...told('Title', 'The file’s name when absent.', 'Titre', 'Le nom du fichier si absent.'),
      }),
    ),
    comment: Type.Optional(
      Type.String({
        maxLength: 40_000,
        ...told('Message', 'Posted with the file.', 'Message', 'Publié avec le fichier.'),
      }),
    ),
    thread_ts: threadField,
  },
  strict,
);

type Address = { upload_url: string; file_id: string };
type Shares = { public?: Record<string, unknown>; private?: Record<string, unknown> };
type Known = { file: { channels?: string[]; groups?: string[]; ims?: string[]; shares?: Shares } };

/** A large file on a slow line. */
const UPLOAD_MS = 120_000;

export const uploadFile = defineAction({
  id: 'upload-file',
  version: 1,
  title: { en: 'Upload a file', fr: 'Envoyer un fichier' },
  description: {
    en: 'Shares a file in a channel or thread. Slack has no key for it: if a call breaks at the very last step and Slack cannot say, a person decides.',
    fr: 'Partage un fichier dans un canal ou un fil. Slack n’a pas de clé pour cela : si l’appel s’interrompt à la toute dernière étape et que Slack ne sait pas, une personne décide.',
  },
  input,
  output: Type.Object({
    file: Type.String({ description: 'Id of the file at Slack.' }),
    title: Type.String(),
    channel: Type.String({ description: 'Id of the channel.' }),
  }),
  effect: 'none',
  scopes: ['files:write', 'files:read'],
  async run(context, { file, channel, title = file.name, comment, thread_ts }) {
    const content = await context.files.get(file);
    const { upload_url, file_id } = await harmless(() =>
      slackWrite<Address>(context, 'files.getUploadURLExternal', { filename: file.name, length: content.byteLength }),
    );
    await harmless(() => send(context, upload_url, content));
    try {
      await slackWrite(context, 'files.completeUploadExternal', {
        files: [{ id: file_id, title }],
        channel_id: channel,
        thread_ts,
        initial_comment: comment === undefined ? undefined : escaped(comment),
      });
    } catch (error) {
      if (!(error instanceof Failure) || error.uncertain !== true) throw error;
      // Sharing goes on by itself at Slack: that it is not seen yet proves nothing, that it is seen does.
      if (!(await isShared(context, file_id, channel).catch(() => false))) throw error;
    }
    return { file: file_id, title, channel };
  },
  writes: { object: 'file' },
});

/** Nobody sees a file before the last step: what broke before it is simply done again. */
async function harmless<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof Failure) || error.uncertain !== true) throw error;
    const { kind, code, params, retryAfterMs } = error;
    throw new Failure(kind, code, params, { cause: error, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
  }
}

async function send({ http }: ConnectorContext, url: string, bytes: Uint8Array): Promise<void> {
  const response = await http.request({ method: 'POST', url, bytes, timeoutMs: UPLOAD_MS });
  if (response.status !== 200) throw slackFailure(response, 'POST');
}

async function isShared(context: ConnectorContext, file: string, channel: string): Promise<boolean> {
  const known = await slackRead<Known>(context, 'files.info', { file });
  const { channels = [], groups = [], ims = [], shares = {} } = known.file;
  const places = [
    ...channels,
    ...groups,
    ...ims,
    ...Object.keys(shares.public ?? {}),
    ...Object.keys(shares.private ?? {}),
  ];
  return places.includes(channel);
}
