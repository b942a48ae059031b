import Type from 'typebox';
import { redactByName } from '../../redaction/redact.ts';
import { askSandbox } from '../../sandbox/ask-sandbox.ts';
import { type SandboxEvent, sandboxEvents } from '../../sandbox/sandbox-events.ts';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';

const Plain = Type.Union([Type.String({ maxLength: 5_000 }), Type.Number(), Type.Boolean(), Type.Null()]);
const names = Object.keys(sandboxEvents) as SandboxEvent[];
const BODY_BYTES = 65_536;

export const sendSandboxEvent = endpoint({
  method: 'POST',
  url: '/api/sandbox/events',
  access: 'operator',
  summary: 'Make something happen at a stand-in: a payment, a mail, a contact that somebody changed',
  bodyLimit: BODY_BYTES,
  limit: { max: 120 },
  body: Type.Object(
    {
      event: Type.Union(names.map((name) => Type.Literal(name))),
      with: Type.Record(
        Type.String({ maxLength: 64 }),
        Type.Union([
          Plain,
          Type.Array(Type.String({ maxLength: 1_000 }), { maxItems: 50 }),
          Type.Record(Type.String({ maxLength: 64 }), Plain, { maxProperties: 50 }),
        ]),
        { maxProperties: 20 },
      ),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({ made: Type.Unknown({ description: 'What the stand-in made of it.' }) }),
  async handle({ deps, principal: { workspaceId, label: actor }, body: { event, with: fields } }) {
    const { path, always = {} }: { path: string; always?: object } = sandboxEvents[event];
    const made = await askSandbox<unknown>(deps, 'POST', path, { ...fields, ...always });
    await recordEvent(deps.db, { workspaceId, type: 'sandbox.event', subject: 'sandbox', actor, data: { event } });
    return { made: redactByName.value(made) };
  },
});
