import {
  IconAlertTriangle,
  IconArrowsDiff,
  IconCheck,
  IconCircleDashed,
  IconClockStop,
  IconCut,
  IconExclamationCircle,
  IconHelpCircle,
} from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { currentLanguage } from '../i18n/index.ts';
import type { Cell, CellState } from './cells.ts';
import { expressionTrouble } from './jsonata-errors.ts';

/** Colour, icon and word of each state: never the colour alone. */
export const cellLooks = {
  error: { color: 'red', Icon: IconExclamationCircle },
  stopped: { color: 'red', Icon: IconClockStop },
  missing: { color: 'red', Icon: IconAlertTriangle },
  type: { color: 'orange', Icon: IconArrowsDiff },
  unknown: { color: 'violet', Icon: IconHelpCircle },
  cut: { color: 'yellow', Icon: IconCut },
  empty: { color: 'gray', Icon: IconCircleDashed },
  ok: { color: 'green', Icon: IconCheck },
} satisfies Record<CellState, { color: string; Icon: typeof IconCheck }>;

/** What became of a field, in a sentence. */
export function cellSentence({ state, about, failure }: Cell, t: TFunction): string {
  if (state === 'error' && failure !== undefined) return expressionTrouble(failure, currentLanguage());
  const type = (name: unknown) => t(`mapping.type.${String(name) as 'string'}`);
  const at = about?.at === undefined || about.at === '' ? '' : t('mapping.inside', { at: about.at });
  switch (state) {
    case 'type':
      return t('mapping.says.type', { wanted: type(about?.wanted), found: type(about?.found), at });
    case 'cut':
      return t('mapping.says.cut', { length: about?.length, most: about?.most, at });
    case 'unknown':
      return t('mapping.says.unknown', { value: about?.value, allowed: about?.allowed, at });
    case 'missing':
      return at === '' ? t('mapping.says.missing') : t('mapping.says.missingInside', { at: about?.at });
    case 'stopped':
      return t('mapping.says.stopped', { seconds: Number(about?.limit ?? 0) / 1_000 });
    default:
      return t(`mapping.says.${state as 'ok'}`);
  }
}
