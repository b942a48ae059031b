import { ChoiceField } from './choice-field.tsx';
import { type FieldProps, useForm } from './form-context.ts';
import { GroupField } from './group-field.tsx';
import { isExpression, kindOf } from './json-schema.ts';
import { ListField } from './list-field.tsx';
import { MapField } from './map-field.tsx';
import { TimeZoneField } from './time-zone-field.tsx';
import { ValueField } from './value-field.tsx';

/** A field of a form, drawn as its schema says. Whatever it is, it can be given as one expression instead. */
export function Field(props: FieldProps) {
  const kind = kindOf(props.schema);
  const { account } = useForm();
  const list = props.schema.choices;
  if (list !== undefined && account !== undefined && kind === 'text')
    return <ChoiceField {...props} account={account} list={list} />;
  if (props.schema.zones === true && !isExpression(props.value)) return <TimeZoneField {...props} />;
  if (isExpression(props.value)) return <ValueField {...props} />;
  if (kind === 'group') return <GroupField {...props} />;
  if (kind === 'list') return <ListField {...props} />;
  if (kind === 'map') return <MapField {...props} />;
  return <ValueField {...props} />;
}
