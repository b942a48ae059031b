import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../store/editor-store.ts';
import type { Account } from './node-connection.ts';

/** What the fields of one form share. */
export type FormContext = {
  /** The place of the form in the document, as problems name it: `nodes.invoice`. */
  path: string;
  problems: readonly Problem[];
  /** A trigger's settings are read before there is a record: they cannot be expressions. */
  literalsOnly: boolean;
  /** Fields of earlier steps, as expressions write them. */
  sources: readonly string[];
  /** The account that values are picked from; undefined where there is none. */
  account?: Account | undefined;
  /** What is filled in at the step: which spreadsheet decides which sheets there are. */
  beside?: Readonly<Record<string, unknown>>;
};
const Context = createContext<FormContext>({ path: '', problems: [], literalsOnly: false, sources: [] });
export const FormProvider = Context.Provider;
export const useForm = () => useContext(Context);

/** The sentence for a field: what the server says is wrong exactly there. */
export function useFieldError(path: string): string | undefined {
  const { t } = useTranslation();
  const found = useForm().problems.filter((problem) => problem.path === path);
  if (found.length === 0) return undefined;
  // Where it is, is plain to see.
  return found.map(({ message }) => message.replaceAll(path, t('editor.inspector.thisField'))).join(' ');
}

export type FieldProps = {
  schema: import('./json-schema.ts').JsonSchema;
  value: unknown;
  onChange: (value: unknown) => void;
  path: string;
  title: string;
  help?: string | undefined;
  required: boolean;
};
