import Type from 'typebox';
import { MOST_DAYS } from '../../stores/keeping/policies.ts';

const Days = Type.Union([Type.Integer({ minimum: 1, maximum: MOST_DAYS }), Type.Literal('forever')]);
const OwnDays = Type.Union([Days, Type.Null()], { description: 'Null: as one step above.' });

/** Days of each kind: what stands there itself, and what holds. */
export const OwnKeepingBody = Type.Object(
  { payloads: OwnDays, metadata: OwnDays, failures: OwnDays },
  { additionalProperties: false },
);
export const KeepingBody = Type.Object({ payloads: Days, metadata: Days, failures: Days });
