import { useTranslation } from 'react-i18next';
import type { Days } from './settings-queries.ts';

/** A time as people say it. */
export function useDays(): (days: Days) => string {
  const { t } = useTranslation();
  return (days) => (days === 'forever' ? t('settings.keeping.forever') : t('settings.keeping.days', { count: days }));
}
