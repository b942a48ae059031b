import { type ActionDefinition, type Connector, messages, type TriggerDefinition } from '@raccord/contract';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { connectors } from './index.ts';

const all: Connector[] = Object.values(connectors);
const actions = all.flatMap((connector) =>
  Object.entries(connector.actions).map(([key, action]) => [`${connector.id}/${key}`, action] as const),
);
const triggers = all.flatMap((connector) =>
  Object.entries(connector.triggers).map(([key, trigger]) => [`${connector.id}/${key}`, trigger] as const),
);
const everything: (readonly [string, Connector | ActionDefinition | TriggerDefinition])[] = [
  ...all.map((connector) => [connector.id, connector] as const),
  ...actions,
  ...triggers,
];
const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Names that are the same in both languages. */
const sameInBoth = new Set(['http', 'webhook', 'slack', 'stripe', 'zoho-books']);

type Form = {
  type?: string;
  properties?: Record<string, Form>;
  required?: string[];
  description?: string;
  title?: string;
  items?: Form;
};
const form = (schema: TSchema) => schema as unknown as Form;

it('holds connectors, and each under its own id', () => {
  expect(all.length).toBeGreaterThanOrEqual(7);
  for (const [key, connector] of Object.entries(connectors)) expect(connector.id).toBe(key);
});

describe.each(everything)('%s', (name, thing) => {
  const id = name.split('/').at(-1)!;
  it('has a kebab-case id that is its key', () => {
    expect(thing.id).toBe(id);
    expect(thing.id).toMatch(kebab);
  });
  it('is titled and described in English and French', () => {
    for (const text of [thing.title, thing.description]) {
      expect(text.en.trim()).not.toBe('');
      expect(text.fr.trim()).not.toBe('');
    }
    if (!sameInBoth.has(name)) expect(thing.title.fr).not.toBe(thing.title.en);
    expect(thing.description.fr).not.toBe(thing.description.en);
    expect(thing.description.en).toMatch(/\.$/);
    expect(thing.description.fr).toMatch(/\.$/);
  });
});

describe.each(triggers)('trigger %s', (_name, trigger) => {
  it('has a sample that fits its output', () => {
    const check = Compile(trigger.output);
    expect([...check.Errors(trigger.sample)]).toEqual([]);
  });
  it('is fired by something', () => {
    expect([trigger.webhook, trigger.poll, trigger.fires].some((way) => way !== undefined)).toBe(true);
  });
  it('has a configuration that can be drawn as a form', () => expectDrawable(form(trigger.config)));
});

describe.each(actions)('action %s', (_name, action) => {
  it('says how it stays single, and can look back exactly when it says so', () => {
    const effect = typeof action.effect === 'function' ? action.effect({}) : action.effect;
    expect(['read', 'key', 'upsert', 'readback', 'none']).toContain(effect);
    expect(action.readback !== undefined).toBe(effect === 'readback');
    if (effect !== 'read' && typeof action.effect !== 'function') expect(action.writes?.object).toBeDefined();
  });
  it('has an input that can be drawn as a form', () => expectDrawable(form(action.input)));
  it('gives an object', () => {
    expect(form(action.output).type).toBe('object');
  });
});

describe.each(all.map((connector) => [connector.id, connector] as const))('connector %s', (_id, connector) => {
  it('has credentials and settings that can be drawn as a form', () => {
    expectDrawable(form(connector.auth.credentials));
    if (connector.settings !== undefined) expectDrawable(form(connector.settings));
  });
  it('derives its actions from its objects', () => {
    for (const object of Object.values(connector.objects ?? {})) {
      expect(Object.keys(connector.actions).some((id) => id.endsWith(`-${object.id}`))).toBe(true);
      expect(form(object.schema).properties).toHaveProperty(object.identity.id);
      for (const field of object.identity.match) expect(form(object.schema).properties).toHaveProperty(field);
    }
  });
});

it('speaks French and English wherever it fails', () => {
  const vendor = Object.entries(messages).filter(([code]) =>
    /^(http|webhook|oauth|stripe|slack|zohoBooks)\./.test(code),
  );
  expect(vendor.length).toBeGreaterThan(30);
  for (const [code, { en, fr }] of vendor) {
    const places = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();
    expect(places(fr), code).toEqual(places(en));
    expect(fr, code).not.toBe(en);
  }
});

/** A flat object whose fields all have a title and a description; lists and objects inside are drawn as their own. */
function expectDrawable(schema: Form): void {
  expect(schema.type).toBe('object');
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const required = schema.required?.includes(name) ?? false;
    const nested = field.type === 'object' && field.properties !== undefined;
    if (required || !nested) {
      expect(field.title, `title of ${name}`).toBeTruthy();
      expect(field.description, `description of ${name}`).toBeTruthy();
    }
  }
}
