import type { FlowNode } from '@raccord/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../editor/editor-context.ts';
import { currentLanguage } from '../i18n/index.ts';
import { useAccountFields } from './account-fields.ts';
import { fieldsOf, type JsonSchema, pathStep, wordsOf } from './json-schema.ts';

/** A field that a step takes: of its schema, or one that only the connected account has. */
export type TargetField = {
  name: string;
  /** Its place in the document, as problems name it: `nodes.invoice.with.customer_id`. */
  path: string;
  schema: JsonSchema;
  title: string;
  help?: string;
  required: boolean;
  /** Only this account has it. */
  custom: boolean;
};

export type TargetFields = {
  /** Required ones first; those of the account after those of the schema. */
  fields: TargetField[];
  /** Whether the account has been asked, and what came of it. `unasked`: it has nothing to add, or cannot be asked yet. */
  account: { state: 'unasked' | 'loading' | 'ready' } | { state: 'failed'; failure: unknown };
  /** Asks the account again. */
  again: () => void;
};

/** What can be mapped to at a step of an app: the fields of its schema and those of the connected account. */
export function useTargetFields(node: FlowNode): TargetFields {
  const { apps } = useOpen();
  // The titles are in the language of the screens.
  useTranslation();
  const language = currentLanguage();
  const { fields: found, query, asks } = useAccountFields(node);
  const operation = 'uses' in node ? apps.find(node.uses) : undefined;
  const schema = (operation?.kind === 'action' ? operation.of.input : operation?.of.config) as JsonSchema | undefined;
  const fields = useMemo(() => {
    const path = (name: string) => `nodes.${node.id}.with${pathStep(name)}`;
    const own = fieldsOf(schema ?? {}).map((field): TargetField => {
      const words = wordsOf(field.schema, field.name, language);
      return { ...field, ...words, path: path(field.name), custom: false };
    });
    if (schema?.additionalProperties !== true) return own;
    const names = new Set(own.map(({ name }) => name));
    const more = found
      .filter(({ name, readOnly }) => readOnly !== true && !names.has(name))
      .map(
        (field): TargetField => ({
          name: field.name,
          path: path(field.name),
          schema: { ...(field.schema as JsonSchema), title: field.title },
          title: field.title,
          required: field.required === true,
          custom: true,
        }),
      );
    return [...own, ...more.filter(({ required }) => required), ...more.filter(({ required }) => !required)];
  }, [schema, found, node.id, language]);
  const account: TargetFields['account'] = !asks
    ? { state: 'unasked' }
    : query.isError
      ? { state: 'failed', failure: query.error }
      : { state: query.isPending ? 'loading' : 'ready' };
  return { fields, account, again: () => void query.refetch() };
}
