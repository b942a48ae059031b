import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import { KeepingPanel } from './keeping-panel.tsx';
import { PersonPanel } from './person-panel.tsx';
import { type View, views } from './settings-queries.ts';

/** What holds for the whole house: how long things are kept, and the data of one person. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const { view = 'keeping' } = useSearch({ from: '/inside/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const show = (next: View) => void navigate({ search: next === 'keeping' ? {} : { view: next } });
  return (
    <Page title={t('settings.title')}>
      <Tabs value={view} onChange={(next) => show(next as View)} keepMounted={false}>
        <Tabs.List mb="md">
          {views.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`settings.views.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="keeping">
          <KeepingPanel />
        </Tabs.Panel>
        <Tabs.Panel value="person">
          <PersonPanel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
