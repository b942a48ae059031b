import { randomToken } from '../ids.ts';
import { Table } from '../table.ts';

export type SlackChannel = {
  id: string;
  name: string;
  is_private: boolean;
  is_archived: boolean;
  /** Whether the bot is in it. */
  is_member: boolean;
  /** The person of a direct message. */
  user?: string;
  created: number;
  creator: string;
  topic: string;
  purpose: string;
  num_members: number;
};

export type SlackMetadata = { event_type: string; event_payload: Record<string, unknown> };

export type SlackMessage = {
  type: 'message';
  subtype?: 'bot_message';
  text: string;
  ts: string;
  user: string;
  team: string;
  bot_id?: string;
  app_id?: string;
  username?: string;
  blocks?: unknown[];
  attachments?: unknown[];
  metadata?: SlackMetadata;
  thread_ts?: string;
  client_msg_id?: string;
  edited?: { user: string; ts: string };
  files?: object[];
  reactions?: { name: string; users: string[]; count: number }[];
};

export type SlackFile = {
  id: string;
  /** Of the address its bytes are sent to. */
  token: string;
  name: string;
  title?: string;
  size: number;
  /** Undefined until the bytes have come. */
  content: Buffer | undefined;
  /** Where it is shared. */
  channels: string[];
};

export type SlackUser = {
  id: string;
  name: string;
  real_name: string;
  email: string;
  deleted: boolean;
  is_bot: boolean;
  updated: number;
};

/** What the stand-in's app is given when it is installed. */
export const slackApp = {
  botToken: 'xoxb-raccord-sandbox-bot-token',
  signingSecret: 'raccord5andbox0signing1secret2fa',
  appId: 'A0RACCORD01',
  botId: 'B0RACCORD01',
  botUserId: 'U0RACCORD01',
  teamId: 'T0RACCORD01',
  teamName: 'Raccord (bac à sable)',
  teamDomain: 'raccord-sandbox',
};

const messagesPerChannel = 50_000;
const keptFiles = 200;

export class SlackState {
  readonly channels = new Table<SlackChannel, 'name'>({ id: (row) => row.id, indexes: { name: (row) => row.name } });
  readonly users = new Table<SlackUser, 'email'>({
    id: (row) => row.id,
    indexes: { email: (row) => (row.email === '' ? undefined : row.email.toLowerCase()) },
  });
  readonly files = new Table<SlackFile, 'token'>({
    id: (row) => row.id,
    indexes: { token: (row) => row.token },
    max: keptFiles,
  });
  /** Bytes; Slack takes a gigabyte. */
  largestFile = 1_073_741_824;
  /** Messages of each channel by `ts`. */
  readonly messages = new Map<string, Table<SlackMessage, 'thread'>>();
  scopes = new Set([
    'chat:write',
    'files:read',
    'files:write',
    'reactions:read',
    'reactions:write',
    'channels:read',
    'channels:history',
    'channels:join',
    'groups:read',
    'groups:history',
    'im:write',
    'im:history',
    'users:read',
    'users:read.email',
  ]);
  /** Where events are sent; set only after the address has answered the challenge. */
  requestUrl: string | undefined;
  #lastTs = { second: 0, number: 0 };

  addChannel(created: number, channel: Partial<SlackChannel> & { name: string }): SlackChannel {
    return this.channels.insert({
      id: `C0${randomToken(9).toUpperCase()}`,
      is_private: false,
      is_archived: false,
      is_member: true,
      created,
      creator: 'U0CAMILLE01',
      topic: '',
      purpose: '',
      num_members: 4,
      ...channel,
    });
  }

  messagesOf(channel: string): Table<SlackMessage, 'thread'> {
    let table = this.messages.get(channel);
    if (table === undefined) {
      table = new Table<SlackMessage, 'thread'>({
        id: (row) => row.ts,
        indexes: { thread: (row) => row.thread_ts },
        max: messagesPerChannel,
      });
      this.messages.set(channel, table);
    }
    return table;
  }

  /** The key of a message: seconds, a point, six digits; always above the last one. */
  nextTs(now: number): string {
    const second = Math.max(Math.floor(now / 1_000), this.#lastTs.second);
    const number = second === this.#lastTs.second ? this.#lastTs.number + 100 : 100;
    this.#lastTs = number > 999_999 ? { second: second + 1, number: 100 } : { second, number };
    return `${this.#lastTs.second}.${String(this.#lastTs.number).padStart(6, '0')}`;
  }

  tables(): Record<string, object[]> {
    const messages = [...this.channels.oldestFirst()].flatMap((channel) =>
      [...this.messagesOf(channel.id).newestFirst()].map((message) => ({
        channel: channel.id,
        channel_name: channel.name,
        ...message,
      })),
    );
    const files = [...this.files.newestFirst()].map(({ content, token: _token, ...file }) => ({
      ...file,
      uploaded: content !== undefined,
    }));
    return { channels: [...this.channels.oldestFirst()], users: [...this.users.oldestFirst()], messages, files };
  }
}
