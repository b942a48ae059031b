import type { FastifyInstance } from 'fastify';
import { type Gate, sendAnswer } from '../control/gate.ts';
import { randomToken } from '../ids.ts';
import type { World } from '../world.ts';
import { jsonArg, refuse, type SlackArgs, type SlackCall, type SlackMethod, textArg } from './call.ts';
import { channelById } from './channels.ts';
import { sendMessageEvent } from './events.ts';
import { type SlackFile, slackApp } from './state.ts';

/** The upload in three steps: an address is asked for, the bytes are sent there, the file is shared (slack.md §3). */
export const fileMethods: Record<string, SlackMethod> = {
  'files.getUploadURLExternal': {
    json: false,
    scope: 'files:write',
    run({ world, args, effect }) {
      const name = textArg(args, 'filename');
      const length = Number(textArg(args, 'length'));
      if (name === undefined || name === '' || !Number.isInteger(length) || length < 1) {
        refuse('invalid_arguments', { response_metadata: { messages: ['[ERROR] missing required field: length'] } });
      }
      if (length > world.slack.largestFile) refuse('file_upload_size_restricted');
      const token = randomToken(24);
      const id = `F0${randomToken(9).toUpperCase()}`;
      world.slack.files.insert({ id, token, name, size: length, content: undefined, channels: [] });
      effect('files.getUploadURLExternal', id, null);
      return { upload_url: `${world.baseUrl()}/slack/upload/v1/${token}`, file_id: id };
    },
  },
  'files.completeUploadExternal': { json: true, scope: 'files:write', run: complete },
  'files.info': {
    json: false,
    scope: 'files:read',
    run({ world, args }) {
      const file = world.slack.files.get(textArg(args, 'file') ?? '');
      return {
        file: shownFile(file ?? refuse('file_not_found')),
        comments: [],
        response_metadata: { next_cursor: '' },
      };
    },
  },
};

function complete({ world, args, effect }: SlackCall): object {
  const wanted = jsonArg(args, 'files', 'invalid_arguments');
  if (!Array.isArray(wanted) || wanted.length === 0) refuse('invalid_arguments');
  const files = (wanted as { id?: string; title?: string }[]).map(({ id, title }) => {
    const file = world.slack.files.get(id ?? '') ?? refuse('file_not_found');
    if (file.content === undefined) refuse('file_not_found');
    return world.slack.files.replace({ ...file, ...(title === undefined ? {} : { title }) });
  });
  const channel = textArg(args, 'channel_id');
  if (channel !== undefined) share(world, channel, files, args);
  effect('files.completeUploadExternal', files.map(({ id }) => id).join(), null);
  return { files: files.map(({ id, title, name }) => ({ id, title: title ?? name })) };
}

function share(world: World, asked: string, files: SlackFile[], args: SlackArgs): void {
  const channel = channelById(world, asked);
  if (!channel.is_member) refuse('not_in_channel');
  if (channel.is_archived) refuse('is_archived');
  const messages = world.slack.messagesOf(channel.id);
  const thread = textArg(args, 'thread_ts');
  if (thread !== undefined && messages.get(thread) === undefined) refuse('thread_not_found');
  const shared = files.map((file) => world.slack.files.replace({ ...file, channels: [...file.channels, channel.id] }));
  const message = messages.insert({
    type: 'message',
    text: textArg(args, 'initial_comment') ?? '',
    files: shared.map(shownFile),
    ts: world.slack.nextTs(world.now()),
    user: slackApp.botUserId,
    team: slackApp.teamId,
    bot_id: slackApp.botId,
    app_id: slackApp.appId,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
  sendMessageEvent(world, channel, { ...message, subtype: 'file_share' });
}

/** Where the bytes go: raw, or as the file of a form. An address takes one file. */
export function uploadRoute(app: FastifyInstance, world: World, gate: Gate): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post('/upload/v1/:token', { bodyLimit: 32 * 1_048_576 }, async (request, reply) => {
    await gate.beforeWork(request);
    const { token } = request.params as { token: string };
    const file = world.slack.files.one('token', token);
    if (file === undefined || file.content !== undefined) return sendAnswer(reply, { status: 404, body: 'not found' });
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const content = await fileIn(body, request.headers['content-type'] ?? '');
    if (content.length !== file.size) return sendAnswer(reply, { status: 400, body: 'length mismatch' });
    world.slack.files.replace({ ...file, content });
    world.effects.record({
      at: world.now(),
      vendor: 'slack',
      operation: 'files.upload',
      id: file.id,
      key: null,
      body: '',
    });
    return sendAnswer(reply, { status: 200, body: `OK - ${content.length}` });
  });
}

async function fileIn(body: Buffer, type: string): Promise<Buffer> {
  if (!type.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const file = [...form.values()].find((value) => typeof value !== 'string');
  return file === undefined ? Buffer.alloc(0) : Buffer.from(await file.arrayBuffer());
}

function shownFile({ id, name, title, size, channels }: SlackFile) {
  const dot = name.lastIndexOf('.');
  return {
    id,
    created: 0,
    timestamp: 0,
    name,
    title: title ?? name,
    filetype: dot < 0 ? 'binary' : name.slice(dot + 1),
    size,
    user: slackApp.botUserId,
    mode: 'hosted',
    is_external: false,
    is_public: true,
    channels,
    groups: [],
    ims: [],
  };
}
