import { defineTrigger, Failure, type RawDelivery, type WebhookAnswer } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { parseJson } from '../../shared/json/parse-json.ts';
import { parsedBody } from '../../shared/webhooks/body.ts';
import { strict } from '../fields.ts';
import { verifySlack } from './signature.ts';

// What people do with the app itself comes as forms, and Slack shows them whatever is answered: nothing.
const accepted: WebhookAnswer = { status: 200, headers: { 'content-type': 'text/plain' }, body: '' };
const text = Type.Optional(Type.String());

const Command = Type.Object({
  command: Type.String(),
  text: Type.String({ description: 'What was written behind the command.' }),
  user_id: Type.String(),
  user_name: text,
  channel_id: Type.String(),
  team_id: Type.String(),
  response_url: Type.String({ description: 'Takes an answer for half an hour, without credentials.' }),
  trigger_id: Type.String(),
});

export const commandUsed = defineTrigger({
  id: 'command-used',
  version: 1,
  title: { en: 'Slash command used', fr: 'Commande utilisée' },
  description: {
    en: 'Fires when somebody types a command of the app, e.g. `/order 42`.',
    fr: 'Se déclenche quand quelqu’un tape une commande de l’application, par ex. `/commande 42`.',
  },
  config: Type.Object(
    {
      command: Type.Optional(
        Type.String({
          pattern: '^/[^\\s/]{1,31}$',
          ...told('Command', 'Only this one, e.g. `/order`.', 'Commande', 'Seulement celle-ci, par ex. `/commande`.'),
        }),
      ),
    },
    strict,
  ),
  output: Command,
  sample: {
    command: '/commande',
    text: '42',
    user_id: 'U024BE7LH',
    user_name: 'camille',
    channel_id: 'C024BE91L',
    team_id: 'T9TK3CUKW',
    response_url: 'https://hooks.slack.com/commands/T9TK3CUKW/397700885554/96rGlfmibIGlgcZRskXaIFfN',
    trigger_id: '398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  },
  webhook: {
    secret: 'required',
    verify: (delivery, secrets, _config, now) => verifySlack(delivery, secrets, now),
    accepted,
    parse(delivery, { command }) {
      const { token: _token, ssl_check, ...fields } = formOf(delivery);
      if (ssl_check !== undefined || (command !== undefined && fields.command !== command)) return [];
      return [{ ...keyOf(fields.trigger_id), data: { text: '', ...fields } }];
    },
  },
});

const Pressed = Type.Object({
  type: Type.String(),
  action: Type.Record(Type.String(), Type.Unknown(), {
    description: 'What was pressed or picked: `action_id`, `value`, `selected_option`.',
  }),
  user: Type.Record(Type.String(), Type.Unknown(), { description: 'Who did it; `user.id`.' }),
  channel: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  message: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'The one with the button.' })),
  response_url: text,
  trigger_id: text,
});

export const buttonPressed = defineTrigger({
  id: 'button-pressed',
  version: 1,
  title: { en: 'Button pressed', fr: 'Bouton pressé' },
  description: {
    en: 'Fires when somebody presses a button or picks from a menu in one of the app’s messages.',
    fr: 'Se déclenche quand quelqu’un presse un bouton ou choisit dans un menu d’un message de l’application.',
  },
  config: Type.Object(
    {
      action: Type.Optional(
        Type.String({
          maxLength: 255,
          ...told('Button', 'Only this one, its `action_id`.', 'Bouton', 'Seulement celui-ci, son `action_id`.'),
        }),
      ),
    },
    strict,
  ),
  output: Pressed,
  sample: {
    type: 'block_actions',
    action: { action_id: 'ack', value: '42', type: 'button', action_ts: '1763625710.000100' },
    user: { id: 'U024BE7LH', username: 'camille' },
    channel: { id: 'C024BE91L', name: 'ventes' },
    message: { ts: '1763625702.000300', text: 'Deal gagné' },
    response_url: 'https://hooks.slack.com/actions/T9TK3CUKW/1/x',
    trigger_id: '13345224609.738474920.8088930838d88f008e0',
  },
  webhook: {
    secret: 'required',
    verify: (delivery, secrets, _config, now) => verifySlack(delivery, secrets, now),
    accepted,
    parse(delivery, { action: only }) {
      const parsed = parseJson(formOf(delivery).payload ?? '');
      if (!parsed.ok) throw new Failure('input', 'slack.notAnEvent');
      const {
        token: _token,
        actions = [],
        ...payload
      } = parsed.value as {
        type?: string;
        token?: string;
        trigger_id?: string;
        actions?: { action_id?: string; action_ts?: string }[];
      };
      if (payload.type !== 'block_actions') return [];
      return actions
        .filter(({ action_id }) => only === undefined || action_id === only)
        .map((action) => ({
          ...keyOf(`${payload.trigger_id ?? ''} ${action.action_id} ${action.action_ts}`),
          data: { ...payload, action },
        }));
    },
  },
});

function formOf(delivery: RawDelivery): Record<string, string> {
  const fields = parsedBody(delivery);
  if (typeof fields !== 'object' || fields === null) throw new Failure('input', 'slack.notAnEvent');
  return fields as Record<string, string>;
}

function keyOf(key: string | undefined): { dedupeKey?: string } {
  return key === undefined || key === '' ? {} : { dedupeKey: key };
}
