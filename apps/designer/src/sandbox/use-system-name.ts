import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/index.ts';
import { connectorList } from '../nodes/apps.ts';

/** What people call a stand-in: as its connector; those that only sign people in have names of their own. */
export function useSystemName(): (system: string) => string {
  const { t } = useTranslation();
  const apps = useQuery(connectorList).data?.connectors ?? [];
  return (system) =>
    apps.find(({ id }) => id === system)?.title[currentLanguage()] ??
    t(`sandbox.names.${system as 'zoho-accounts'}`, { defaultValue: system });
}
