import type { ActionDefinition, Connector, ObjectDefinition, TriggerDefinition } from '@raccord/contract';
import type { TSchema } from 'typebox';
import { fieldTable } from './field-table.ts';
import { type Language, words } from './words.ts';

/** A connector's page for people, in Markdown: how to connect, what starts flows, what can be done. */
export function referencePage(connector: Connector, language: Language): string {
  const say = words[language];
  const parts = [
    `# ${connector.title[language]}`,
    connector.description[language],
    `<!-- ${say.generated} -->`,
    ...connecting(connector, language),
    ...objects(Object.values(connector.objects ?? {}), language),
    ...section(say.triggers, Object.values(connector.triggers), (trigger) => triggerPart(connector, trigger, language)),
    ...section(say.actions, Object.values(connector.actions), (action) => actionPart(connector, action, language)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function connecting(
  { auth, settings, endpoints, endpointsFor, triggers, rates = [] }: Connector,
  language: Language,
): string[] {
  const say = words[language];
  const addresses = Object.entries(endpoints ?? endpointsFor?.({}) ?? {});
  return [
    `## ${say.connecting}`,
    `${say.auth[auth.kind]}${auth.signingSecret === undefined ? '' : ` ${say.signingSecret} ${auth.signingSecret.description[language]}`}`,
    ...(Object.values(triggers).some(({ webhook }) => webhook?.shared) ? [say.shared] : []),
    ...titledTable(say.credentials, auth.credentials, language),
    ...(settings === undefined ? [] : titledTable(say.settings, settings, language)),
    addresses.length === 0
      ? ''
      : `${say.addresses}${say.colon}\n\n${addresses.map(([name, address]) => `- ${name}: \`${address}\``).join('\n')}`,
    rates.length === 0
      ? ''
      : `${say.limits}${say.colon} ${rates.map(({ id, limit, perMs }) => `${id === undefined ? '' : `${id} `}${say.calls(limit, perMs / 1_000)}`).join(', ')}.`,
  ];
}

function titledTable(title: string, schema: TSchema, language: Language): string[] {
  const table = fieldTable(schema, language);
  return table === '' ? [] : [`${title}${words[language].colon}`, table];
}

function objects(all: ObjectDefinition[], language: Language): string[] {
  if (all.length === 0) return [];
  const say = words[language];
  const rows = all.map(
    ({ title, identity, fields }) =>
      `| ${title[language]} | ${[identity.id, ...identity.match].map((field) => `\`${field}\``).join(', ')} | ${fields === undefined ? '' : say.yes} |`,
  );
  const head = [`| ${say.object} | ${say.recognised} | ${say.discovered} |`, '| --- | --- | --- |'];
  return [`## ${say.objects}`, [...head, ...rows].join('\n')];
}

function section<T>(title: string, things: T[], part: (thing: T) => string[]): string[] {
  return things.length === 0 ? [] : [`## ${title}`, ...things.flatMap(part)];
}

function triggerPart(connector: Connector, trigger: TriggerDefinition, language: Language): string[] {
  const say = words[language];
  const ways = [
    ...(trigger.webhook === undefined ? [] : [say.webhook]),
    ...(trigger.poll === undefined ? [] : [say.poll(trigger.poll.every)]),
    ...(trigger.fires === undefined ? [] : [say.engine]),
  ];
  return [
    `### ${trigger.title[language]}`,
    `\`${connector.id}/${trigger.id}\` · ${trigger.description[language]}`,
    `${say.comes}${say.colon} ${ways.join(', ')}.${scopesOf(trigger, language)}`,
    ...titledTable(say.configuration, trigger.config, language),
    ...titledTable(say.output, trigger.output, language),
  ];
}

function actionPart(connector: Connector, action: ActionDefinition, language: Language): string[] {
  const say = words[language];
  const effect = typeof action.effect === 'function' ? 'depends' : action.effect;
  const bulk = action.bulk === undefined ? '' : ` ${say.bulk(action.bulk.max)}`;
  const takes = titledTable(say.input, action.input, language);
  return [
    `### ${action.title[language]}`,
    `\`${connector.id}/${action.id}\` · ${action.description[language]}`,
    `${say.single}${say.colon} ${say.effects[effect]}.${bulk}${scopesOf(action, language)}`,
    ...(takes.length === 0 ? [say.none] : takes),
    ...titledTable(say.output, action.output, language),
  ];
}

function scopesOf({ scopes = [] }: { scopes?: readonly string[] }, language: Language): string {
  return scopes.length === 0
    ? ''
    : ` ${words[language].scopes}${words[language].colon} ${scopes.map((scope) => `\`${scope}\``).join(', ')}.`;
}
