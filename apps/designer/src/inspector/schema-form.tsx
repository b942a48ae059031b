import { Button, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/index.ts';
import { Field } from './field.tsx';
import { useForm } from './form-context.ts';
import { fieldsOf, type JsonSchema, pathStep, wordsOf } from './json-schema.ts';

/** A form with more fields shows the optional ones when they are asked for. */
const MOST_AT_ONCE = 6;

type Props = {
  schema: JsonSchema;
  value: Readonly<Record<string, unknown>>;
  /** Called with the field that changed, and its value; undefined takes it away. */
  onChange: (name: string, value: unknown) => void;
  path: string;
};

/** The fields of a schema: those that are required or filled in, the others behind a button. What the schema does not know comes last. */
export function SchemaForm({ schema, value, onChange, path }: Props) {
  const { t } = useTranslation();
  const { problems } = useForm();
  const [more, setMore] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const wanted = useRef<string>(undefined);
  // They appear above the button that was pressed: whoever asked for them by keys goes on at the first of them.
  useEffect(() => {
    const fields = form.current?.querySelectorAll<HTMLElement>('[data-path]') ?? [];
    if (more) [...fields].find(({ dataset }) => dataset.path === wanted.current)?.focus();
  }, [more]);
  const known = fieldsOf(schema);
  const strangers = Object.keys(value)
    .filter((name) => !known.some((field) => field.name === name))
    .map((name) => ({ name, schema: {} as JsonSchema, required: false }));
  const at = (name: string) => `${path}${pathStep(name)}`;
  const isShown = ({ name, required }: { name: string; required: boolean }) =>
    required || value[name] !== undefined || problems.some((problem) => problem.path.startsWith(at(name)));
  const few = known.filter(isShown);
  const rest = known.filter((field) => !isShown(field));
  const folds = rest.length > 2 && known.length > MOST_AT_ONCE;
  const shown = more || !folds ? known : few;
  return (
    <Stack gap="sm" ref={form}>
      {[...shown, ...strangers].map(({ name, schema: field, required }) => {
        const { title, help } = wordsOf(field, name, currentLanguage());
        return (
          <Field
            key={name}
            schema={field}
            value={Object.hasOwn(value, name) ? value[name] : undefined}
            onChange={(next) => onChange(name, next)}
            path={at(name)}
            title={title === '' ? name : title}
            help={help}
            required={required}
          />
        );
      })}
      {folds && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            wanted.current = rest[0] && at(rest[0].name);
            setMore(!more);
          }}
          aria-expanded={more}
          w="fit-content"
        >
          {more ? t('editor.inspector.fewerFields') : t('editor.inspector.moreFields', { count: rest.length })}
        </Button>
      )}
    </Stack>
  );
}

/** A record with one field set or, with undefined, taken away; the others keep their order. */
export function withField(record: Readonly<Record<string, unknown>>, name: string, value: unknown) {
  const entries = Object.entries(record).filter(([other]) => value !== undefined || other !== name);
  return Object.fromEntries(
    Object.hasOwn(record, name) || value === undefined
      ? entries.map(([other, old]) => [other, other === name ? value : old])
      : [...entries, [name, value]],
  );
}
