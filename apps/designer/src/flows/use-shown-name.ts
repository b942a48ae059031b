import { useTranslation } from 'react-i18next';

/** A name of spaces would be a link that nobody sees. */
export function useShownName({ id, name }: { id: string; name: string }): string {
  const { t } = useTranslation();
  return name.trim() === '' ? t('flows.unnamed', { id }) : name;
}
