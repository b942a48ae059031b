import Type from 'typebox';
import { sampleOrigins } from '../../stores/schema.ts';
import { Moment } from '../params.ts';

/** Of the flow document; the step need not be saved yet, nor be there any more. */
export const NodeId = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$', description: 'Id of the step.' });
export const SampleNameText = Type.String({ maxLength: 200 });

export const SampleAnswer = Type.Object({
  id: Type.String(),
  node: Type.String(),
  name: Type.String({ description: 'Empty: it has none.' }),
  origin: Type.Enum([...sampleOrigins]),
  pinned: Type.Boolean({
    description:
      'Of a trigger: tried on unless others are chosen. Of another step: what it gives instead of being done.',
  }),
  size: Type.Integer({ description: 'Bytes.' }),
  takenAt: Moment,
  takenBy: Type.String(),
});
