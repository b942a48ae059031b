import { type Connector, type ConnectorRegistry, Failure, toFailure } from '@raccord/contract';
import { redactedJson } from '@raccord/runtime/engine/redacted-json';
import type { RateBudgets } from '../rate/rate-budgets.ts';
import type { KnownSecrets } from '../redaction/known-secrets.ts';
import { saveConnectResult } from '../stores/engine/account-notes.ts';
import { type StoredAnswer, saveAnswer, takeAsk } from '../stores/engine/connection-asks.ts';
import { saveTestResult } from '../stores/engine/connection-tests.ts';
import { type ConnectionRow, readConnection } from '../stores/engine/read-connection.ts';
import { askPlace } from '../vault/vault.ts';
import type { AccountContexts } from './account-context.ts';
import type { Answers, Question } from './asks.ts';
import { connectAccount } from './oauth/connect-account.ts';
import { type ClientSources, oauthClient } from './oauth/oauth-client.ts';
import { revokeAccount } from './oauth/revoke-account.ts';

/** A vendor that takes longer is answered for: whoever asked waits. */
const WORK_MS = 20_000;
const MOST_CHOICES = 1_000;
const MOST_BYTES = 1_048_576;

export type AnswerTools = {
  clients: ClientSources;
  registry: ConnectorRegistry;
  secrets: KnownSecrets;
  accounts: AccountContexts;
  budgets: RateBudgets;
};
type Asked = { connector: Connector; row: ConnectionRow; signal: AbortSignal };

/** Answers one question about a connection, whatever holds it. What is written down is bounded and without secrets. */
export async function answerAsk(tools: AnswerTools, askId: string, stopping: AbortSignal): Promise<void> {
  const { clients, registry, secrets } = tools;
  const { pool, vault } = clients;
  const ask = await takeAsk(pool, askId);
  if (ask === undefined) return;
  const question: Question = JSON.parse(vault.openSecret(ask.question, askPlace(ask.workspaceId, ask.connectionId)));
  const late = AbortSignal.timeout(WORK_MS);
  const signal = AbortSignal.any([stopping, late]);
  const redacted = <T>(value: T): T => JSON.parse(redactedJson(value, secrets.redact));
  const said = await told(async () => {
    const row = await readConnection(pool, ask.connectionId);
    if (row === undefined) throw new Failure('config', 'engine.connectionGone', { connection: ask.connectionId });
    const connector = Object.hasOwn(registry, row.connector) ? registry[row.connector] : undefined;
    if (connector === undefined) throw new Failure('config', 'engine.unknownConnector', { connector: row.connector });
    return answer(tools, { connector, row, signal }, question);
  }, late);
  const answered: StoredAnswer = redacted(said);
  // Kept with the connection too, since people look at it later.
  if (question.kind === 'test')
    await saveTestResult(
      pool,
      ask.connectionId,
      'failure' in answered ? answered : (answered.answer as Answers['test']),
    );
  if (question.kind === 'connect')
    await saveConnectResult(
      pool,
      ask.connectionId,
      'failure' in answered ? { connected: false, ...answered } : (answered.answer as Answers['connect']),
    );
  await saveAnswer(pool, askId, bounded(answered));
}

async function told(act: () => Promise<unknown>, late: AbortSignal): Promise<StoredAnswer> {
  try {
    return { answer: await act() };
  } catch (thrown) {
    const failure = late.aborted ? new Failure('transient', 'connection.tooSlow') : toFailure(thrown);
    return { failure: failure.toData() };
  }
}

function bounded(answer: StoredAnswer): StoredAnswer {
  if (Buffer.byteLength(JSON.stringify(answer)) <= MOST_BYTES) return answer;
  return { failure: new Failure('tooLarge', 'connection.answerTooLarge', { limit: MOST_BYTES }).toData() };
}

function answer(tools: AnswerTools, asked: Asked, question: Question): Promise<Answers[Question['kind']]> {
  const { clients, secrets, accounts } = tools;
  const { connector, row } = asked;
  const token = { clients, secrets, ...asked };
  switch (question.kind) {
    case 'test':
      return test(tools, asked);
    case 'choices':
      return choices(tools, asked, question);
    case 'fields':
      return fields(tools, asked, question);
    case 'client':
      return oauthClient(clients, row, accounts.stored(row)).then(({ clientId }) => ({ clientId }));
    case 'connect':
      return connectAccount(token, accounts.stored(row), question).then((granted) =>
        firstCall(tools, { connector, row, signal: asked.signal }, granted),
      );
    case 'revoke':
      return revokeAccount(token, accounts.stored(row));
  }
}

async function test(tools: AnswerTools, { connector, row, signal }: Asked): Promise<Answers['test']> {
  if (connector.test === undefined) throw new Failure('config', 'connection.noTest', { connector: connector.id });
  return connector.test(await contextOf(tools, { connector, row, signal }));
}

/** The account is connected; who it is, the first call with it tells. */
async function firstCall(
  tools: AnswerTools,
  asked: Asked,
  granted: { scopes?: string[] },
): Promise<Answers['connect']> {
  const { connector, row, signal } = asked;
  if (connector.test === undefined) return { connected: true, ...granted };
  try {
    const now = (await readConnection(tools.clients.pool, row.id)) ?? row;
    const { account } = await test(tools, { connector, row: now, signal });
    return { connected: true, account, ...granted };
  } catch (thrown) {
    return { connected: true, ...granted, failure: toFailure(thrown).toData() };
  }
}

async function choices(
  tools: AnswerTools,
  asked: Asked,
  question: Extract<Question, { kind: 'choices' }>,
): Promise<Answers['choices']> {
  const { name, kind, ...wanted } = question;
  const loaders = asked.connector.choices ?? {};
  const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (load === undefined) throw new Failure('missing', 'connection.noChoices', { connector: asked.connector.id, name });
  const page = await load(await contextOf(tools, asked), wanted);
  return { ...page, choices: page.choices.slice(0, MOST_CHOICES) };
}

async function fields(
  tools: AnswerTools,
  asked: Asked,
  { object, place }: Extract<Question, { kind: 'fields' }>,
): Promise<Answers['fields']> {
  const objects = asked.connector.objects ?? {};
  const definition = Object.hasOwn(objects, object) ? objects[object] : undefined;
  if (definition === undefined)
    throw new Failure('missing', 'connection.noObject', { connector: asked.connector.id, object });
  if (definition.fields === undefined) return { fields: [] };
  return { fields: await definition.fields(await contextOf(tools, asked), place) };
}

function contextOf({ accounts, budgets }: AnswerTools, asked: Asked) {
  return accounts.open(asked, budgets.permits(asked.connector, asked.row, 'live'));
}
