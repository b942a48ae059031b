import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import type { Sample } from './sample-queries.ts';

/** What a sample is called: its name, else where it came from and when. */
export function useSampleLabel(): (sample: Pick<Sample, 'name' | 'origin' | 'takenAt'>) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ name, origin, takenAt }) =>
      name === '' ? t('samples.unnamed', { origin: t(`samples.origin.${origin}`), at: moment(takenAt) }) : name,
    [t],
  );
}
