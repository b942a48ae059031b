import { ActionIcon, Group, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconLanguage, IconMoon, IconSearch, IconSun, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { chooseLanguage, currentLanguage, type Language, languages } from '../i18n/index.ts';
import { session } from '../session/session.ts';
import { openCommands } from './commands.tsx';
import { EnvironmentSwitch } from './environment-switch.tsx';

export function TopBar() {
  const { t } = useTranslation();
  return (
    <Group gap={4} wrap="nowrap" miw={0}>
      <EnvironmentSwitch />
      <Tooltip label={`${t('bar.commands')} (Ctrl K)`}>
        <ActionIcon variant="subtle" size="lg" onClick={openCommands} aria-label={t('bar.commands')}>
          <IconSearch size={20} />
        </ActionIcon>
      </Tooltip>
      <LanguageMenu />
      <ThemeMenu />
      <AccountMenu />
    </Group>
  );
}

function BarMenu({ label, icon, children }: { label: string; icon: ReactNode; children: ReactNode }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={label}>
          {icon}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{label}</Menu.Label>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}

function LanguageMenu() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const choose = async (language: Language) => {
    await chooseLanguage(language);
    // The server's sentences are in the language they were asked for.
    await queries.invalidateQueries();
  };
  return (
    <BarMenu label={t('bar.language')} icon={<IconLanguage size={20} />}>
      {Object.entries(languages).map(([language, name]) => (
        <Menu.Item
          key={language}
          lang={language}
          role="menuitemradio"
          aria-checked={language === currentLanguage()}
          fw={language === currentLanguage() ? 700 : 400}
          onClick={() => void choose(language as Language)}
        >
          {name}
        </Menu.Item>
      ))}
    </BarMenu>
  );
}

const schemes = [
  { scheme: 'light', text: 'bar.light', icon: IconSun },
  { scheme: 'dark', text: 'bar.dark', icon: IconMoon },
  { scheme: 'auto', text: 'bar.system', icon: IconDeviceDesktop },
] as const;

function ThemeMenu() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <BarMenu label={t('bar.theme')} icon={<IconSun size={20} />}>
      {schemes.map(({ scheme, text, icon: Icon }) => (
        <Menu.Item
          key={scheme}
          leftSection={<Icon size={16} aria-hidden />}
          role="menuitemradio"
          aria-checked={scheme === colorScheme}
          fw={scheme === colorScheme ? 700 : 400}
          onClick={() => setColorScheme(scheme)}
        >
          {t(text)}
        </Menu.Item>
      ))}
    </BarMenu>
  );
}

function AccountMenu() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data } = useQuery(session);
  const signOut = useMutation({
    mutationFn: () => dataOf(api.DELETE('/api/session')),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      queries.clear();
    },
  });
  return (
    <BarMenu
      label={data === undefined ? t('bar.account') : `${t('bar.account')} · ${data.name}`}
      icon={<IconUserCircle size={20} />}
    >
      <Menu.Item onClick={() => signOut.mutate()}>{t('bar.signOut')}</Menu.Item>
    </BarMenu>
  );
}
