import type { ActionDefinition, Connector, TriggerDefinition } from '@raccord/contract';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { actionsOf } from '../shared/objects/define-object.ts';
import { triggersOf } from '../shared/objects/object-triggers.ts';

/** What is let off. Lists that may only shrink, each with its reason where it is given. */
export type Waivers = {
  /** Names that are the same in both languages. */
  sameInBoth: ReadonlySet<string>;
  /** Connectors whose fields are not yet titled in French. */
  englishFields: ReadonlySet<string>;
};

type Form = {
  type?: string;
  properties?: Record<string, Form>;
  required?: string[];
  description?: string;
  title?: string;
  fr?: { title?: string; description?: string };
  choices?: string;
  items?: Form;
};
const form = (schema: TSchema) => schema as unknown as Form;
const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Declares the tests that every connector has to pass. */
export function describeConformance(all: readonly Connector[], { sameInBoth, englishFields }: Waivers): void {
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

  describe.each(triggers)('trigger %s', (name, trigger) => {
    it('has a sample that fits its output', () => {
      const check = Compile(trigger.output);
      expect([...check.Errors(trigger.sample)]).toEqual([]);
    });
    it('is fired by something', () => {
      expect([trigger.webhook, trigger.poll, trigger.fires].some((way) => way !== undefined)).toBe(true);
    });
    it('has a configuration that can be drawn as a form', () => expectDrawable(form(trigger.config), name));
  });

  describe.each(actions)('action %s', (name, action) => {
    it('says how it stays single, and can look back exactly when it says so', () => {
      const effect = typeof action.effect === 'function' ? action.effect({}) : action.effect;
      expect(['read', 'key', 'upsert', 'readback', 'none']).toContain(effect);
      if (typeof action.effect !== 'function') expect(action.readback !== undefined).toBe(effect === 'readback');
      if (effect !== 'read' && typeof action.effect !== 'function') expect(action.writes?.object).toBeDefined();
    });
    it('has an input that can be drawn as a form', () => expectDrawable(form(action.input), name));
    it('gives an object', () => {
      expect(form(action.output).type).toBe('object');
    });
  });

  describe.each(all.map((connector) => [connector.id, connector] as const))('connector %s', (id, connector) => {
    it('has credentials and settings that can be drawn as a form', () => {
      expectDrawable(form(connector.auth.credentials), id);
      if (connector.settings !== undefined) expectDrawable(form(connector.settings), id);
    });
    it('derives its actions and triggers from its objects', () => {
      for (const object of Object.values(connector.objects ?? {})) {
        expect(Object.keys(connector.actions)).toEqual(expect.arrayContaining(Object.keys(actionsOf(object))));
        expect(Object.keys(connector.triggers)).toEqual(expect.arrayContaining(Object.keys(triggersOf(object))));
      }
    });
    it('has objects whose identity is in their schema and that fit their sample', () => {
      for (const { identity, schema, sample, normal = {} } of Object.values(connector.objects ?? {})) {
        const { id, createdAt, modifiedAt, modifiedBy, version, match } = identity;
        for (const field of [id, createdAt, modifiedAt, modifiedBy, version, ...match, ...Object.keys(normal)])
          if (field !== undefined) expect(form(schema).properties).toHaveProperty(field.split('.')[0]!);
        expect([...Compile(schema).Errors(sample)]).toEqual([]);
      }
    });
    it('can load the choices that its forms offer', () => {
      const forms = [
        ...Object.values(connector.actions).map(({ input }) => form(input)),
        ...Object.values(connector.triggers).map(({ config }) => form(config)),
      ];
      for (const { properties = {} } of forms)
        for (const { choices } of Object.values(properties))
          if (choices !== undefined) expect(connector.choices).toHaveProperty(choices);
    });
  });

  /** A flat object whose fields all have a title and a description; lists and objects inside are drawn as their own. */
  function expectDrawable(schema: Form, of: string): void {
    expect(schema.type).toBe('object');
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      const required = schema.required?.includes(name) ?? false;
      const nested = field.type === 'object' && field.properties !== undefined;
      if (required || !nested) {
        expect(field.title, `title of ${name}`).toBeTruthy();
        expect(field.description, `description of ${name}`).toBeTruthy();
        if (englishFields.has(of.split('/', 1)[0]!)) continue;
        expect(field.fr?.title, `French title of ${name}`).toBeTruthy();
        expect(field.fr?.description, `French description of ${name}`).toBeTruthy();
      }
    }
  }
}
