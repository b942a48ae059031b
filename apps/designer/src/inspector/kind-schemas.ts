import type { FlowNode } from '@raccord/contract';
import type { TFunction } from 'i18next';
import type { editorEn } from '../i18n/editor-en.ts';
import type { JsonSchema } from './json-schema.ts';

type Texts = 'when' | 'cases' | 'port' | 'caseWhen' | 'otherwise' | 'items' | 'key' | 'collect' | 'table' | 'lookupKey';
type MoreTexts = 'lookupOtherwise' | 'for' | 'until' | 'flow' | 'with' | 'status' | 'headers' | 'body' | 'every';
type OtherTexts =
  | 'attempts'
  | 'base'
  | 'max'
  | 'description'
  | 'owner'
  | 'tags'
  | 'recordKey'
  | 'timezone'
  | 'concurrency';
type Text = Texts | MoreTexts | OtherTexts;

/** A field of our own forms, with its words. */
const field = (t: TFunction, name: Text, schema: JsonSchema): JsonSchema => ({
  ...schema,
  title: t(`editor.fields.${name}`),
  description: t(`editor.fields.${name}Help`),
});

/** What there is to set at a step of the flow itself; actions and triggers bring their own schema. */
export function kindSchema(kind: FlowNode['kind'], t: TFunction): JsonSchema {
  const text = { type: 'string' };
  const group = (properties: Record<string, JsonSchema>, ...required: string[]) => ({ properties, required });
  const expression = (name: Text) => field(t, name, text);
  const fixed = (name: Text) => field(t, name, { ...text, fixed: true });
  const any = (name: Text) => field(t, name, {});
  const fields = () => field(t, 'with', { type: 'object', additionalProperties: {} });
  switch (kind) {
    case 'trigger':
      return group({ poll: { type: 'object', title: '', properties: { every: fixed('every') } } });
    case 'action':
      return failureSchema(t);
    case 'map':
      return group({ with: fields() }, 'with');
    case 'filter':
      return group({ when: expression('when') }, 'when');
    case 'branch': {
      const way = {
        type: 'object',
        ...group({ port: fixed('port'), when: expression('caseWhen') }, 'port', 'when'),
      };
      const names = { first: t('editor.fields.matchFirst'), all: t('editor.fields.matchAll') };
      const match = { title: t('editor.fields.match'), enum: ['first', 'all'], names, default: 'first', fixed: true };
      return group(
        { cases: field(t, 'cases', { type: 'array', items: way }), otherwise: fixed('otherwise'), match },
        'cases',
      );
    }
    case 'split':
      return group({ items: expression('items'), key: expression('key') }, 'items');
    case 'aggregate': {
      const names = { split: t('editor.fields.ofSplit'), run: t('editor.fields.ofRun') };
      const of = { title: t('editor.fields.of'), enum: ['split', 'run'], names, default: 'split', fixed: true };
      return group({ of, collect: any('collect') });
    }
    case 'lookup':
      return group(
        { table: fixed('table'), key: expression('lookupKey'), otherwise: any('lookupOtherwise') },
        'table',
        'key',
      );
    case 'wait':
      return group({ for: fixed('for'), until: expression('until') });
    case 'approval':
      return approvalSchema(t);
    case 'subflow':
      return group({ flow: fixed('flow'), with: fields() }, 'flow');
    case 'respond':
      return group({
        status: field(t, 'status', { type: 'integer', fixed: true }),
        headers: field(t, 'headers', { type: 'object', additionalProperties: text }),
        body: any('body'),
      });
  }
}

function approvalSchema(t: TFunction): JsonSchema {
  const say = (name: keyof typeof editorEn.approval) => t(`editor.approval.${name}`);
  const own = (name: 'question' | 'shown' | 'fields' | 'within' | 'remember' | 'choices', schema: JsonSchema) => ({
    ...schema,
    title: say(name),
    description: say(`${name}Help`),
  });
  const types = { string: say('text'), number: say('number'), integer: say('integer'), boolean: say('boolean') };
  const item = {
    type: 'object',
    required: ['name', 'type'],
    properties: {
      name: { type: 'string', title: say('name'), fixed: true },
      type: { title: say('type'), enum: Object.keys(types), names: types, fixed: true },
      title: { type: 'string', title: say('title'), fixed: true },
      required: { type: 'boolean', title: say('required'), fixed: true },
      choices: own('choices', {}),
    },
  };
  const role = (name: 'operator' | 'builder' | 'admin' | 'owner') => t(`editor.approval.${name}`);
  const roles = { operator: role('operator'), builder: role('builder'), admin: role('admin'), owner: role('owner') };
  const ends = { stay: say('stay'), approve: say('approve'), reject: say('reject') };
  return {
    required: ['question'],
    properties: {
      question: own('question', { type: 'string', lines: true }),
      with: own('shown', { type: 'object', additionalProperties: {} }),
      fields: own('fields', { type: 'array', items: item }),
      decide: { title: say('decide'), enum: Object.keys(roles), names: roles, default: 'operator', fixed: true },
      within: own('within', { type: 'string', fixed: true }),
      otherwise: { title: say('otherwise'), enum: Object.keys(ends), names: ends, default: 'stay', fixed: true },
      remember: own('remember', { type: 'string' }),
    },
  };
}

function failureSchema(t: TFunction): JsonSchema {
  const properties = {
    attempts: field(t, 'attempts', { type: 'integer', fixed: true }),
    base: field(t, 'base', { type: 'string', fixed: true }),
    max: field(t, 'max', { type: 'string', fixed: true }),
  };
  const after = { inbox: t('editor.fields.inbox'), ignore: t('editor.fields.ignore') };
  const doubt = { ask: t('editor.fields.ask'), repeat: t('editor.fields.repeat'), skip: t('editor.fields.skip') };
  return {
    properties: {
      onFailure: {
        title: t('editor.fields.onFailure'),
        description: t('editor.fields.onFailureHelp'),
        enum: ['inbox', 'ignore'],
        names: after,
        default: 'inbox',
        fixed: true,
      },
      inDoubt: {
        title: t('editor.fields.inDoubt'),
        enum: ['ask', 'repeat', 'skip'],
        names: doubt,
        default: 'ask',
        fixed: true,
      },
      retry: { type: 'object', title: t('editor.fields.attempts'), properties },
    },
  };
}

/** What there is to set of the flow as a whole. */
export function flowSchema(t: TFunction): JsonSchema {
  const names = { none: t('editor.fields.orderingNone'), key: t('editor.fields.orderingKey') };
  const settings = {
    recordKey: field(t, 'recordKey', { type: 'string' }),
    timezone: field(t, 'timezone', { type: 'string', zones: true }),
    ordering: { title: t('editor.fields.ordering'), enum: ['none', 'key'], names, default: 'none' },
    concurrency: field(t, 'concurrency', { type: 'integer' }),
  };
  return {
    required: ['name', 'description', 'owner', 'tags', 'settings'],
    properties: {
      name: { type: 'string', title: t('editor.fields.flowName') },
      description: field(t, 'description', { type: 'string', lines: true }),
      owner: field(t, 'owner', { type: 'string' }),
      tags: field(t, 'tags', { type: 'array', items: { type: 'string', fixed: true } }),
      settings: { type: 'object', title: t('editor.inspector.settings'), properties: settings },
    },
  };
}
