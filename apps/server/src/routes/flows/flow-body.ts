import { MAX_FLOW_BYTES } from '@raccord/runtime/flow/parse-flow';
import Type from 'typebox';
import { Moment, MomentOrNull } from '../params.ts';

/** The document and what JSON needs around it. */
export const FLOW_BODY_LIMIT = MAX_FLOW_BYTES + 65_536;
export const Document = Type.Unknown({ description: 'A flow document: see flows/flow.schema.json.' });
/** With something in it to be seen. */
export const FlowName = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

export const summaryFields = {
  id: Type.String(),
  name: Type.String(),
  revision: Type.Integer({ description: 'Grows with each save; send it back when you save.' }),
  updatedAt: Moment,
  updatedBy: Type.Union([Type.String(), Type.Null()]),
  archivedAt: MomentOrNull,
};
