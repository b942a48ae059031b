import {
  type ActionDefinition,
  defineAction,
  type LocalText,
  type ObjectDefinition,
  type ObjectOperation,
} from '@raccord/contract';
import Type, { type TSchema } from 'typebox';

export function defineObject(definition: ObjectDefinition): ObjectDefinition {
  return definition;
}

/** Keeps the type of an operation's input inside, as `defineAction` does. */
export function defineOperation<I extends TSchema>(operation: ObjectOperation<I>): ObjectOperation {
  return operation as unknown as ObjectOperation;
}

const verbs = {
  find: { en: 'Find', fr: 'Trouver' },
  get: { en: 'Read', fr: 'Lire' },
  create: { en: 'Create', fr: 'Créer' },
  update: { en: 'Update', fr: 'Modifier' },
  upsert: { en: 'Create or update', fr: 'Créer ou modifier' },
  remove: { en: 'Remove', fr: 'Supprimer' },
} satisfies Record<string, LocalText>;
type Verb = keyof typeof verbs;

/** The actions of an object, by id: `find-contact`, `create-contact`, … There is no hand-written twin of any of them. */
export function actionsOf(object: ObjectDefinition): Record<string, ActionDefinition> {
  const actions = (Object.keys(verbs) as Verb[]).flatMap((verb) => {
    const operation = object.operations[verb];
    return operation === undefined ? [] : [actionOf(object, verb, operation)];
  });
  return Object.fromEntries(actions.map((action) => [action.id, action]));
}

function actionOf(object: ObjectDefinition, verb: Verb, operation: ObjectOperation): ActionDefinition {
  const { description, input, effect, readback, bulk, scopes, action } = operation;
  const title: LocalText = {
    en: `${verbs[verb].en} ${object.one.en}`,
    fr: `${verbs[verb].fr} ${object.one.fr}`,
  };
  return defineAction({
    id: action?.id ?? `${verb}-${object.id}`,
    version: 1,
    title: action?.title ?? title,
    description,
    input,
    // Nothing found is an empty object, so that `$exists(customer.contact_id)` tells; of what is gone, only the id may be left.
    output:
      verb === 'find' || verb === 'remove' ? Type.Partial(Type.Object(propertiesOf(object.schema))) : object.schema,
    effect,
    object: object.id,
    run: operation.run,
    ...(readback === undefined ? {} : { readback }),
    ...(bulk === undefined ? {} : { bulk }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(effect === 'read'
      ? {}
      : { writes: { object: object.id, field: (configured) => fieldsWritten(configured, object) } }),
  });
}

function fieldsWritten(configured: Record<string, unknown>, object: ObjectDefinition): string[] {
  const places = Object.keys(object.place?.properties ?? {});
  return Object.keys(configured).filter((field) => field !== object.identity.id && !places.includes(field));
}

function propertiesOf(schema: TSchema): Record<string, TSchema> {
  const { properties } = schema as { properties?: Record<string, TSchema> };
  return properties ?? {};
}
