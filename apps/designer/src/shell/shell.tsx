import { AppShell, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconApi } from '@tabler/icons-react';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { onSessionEnd } from '../api/queries.ts';
import { PLACE } from '../ui/page.tsx';
import { Commands } from './commands.tsx';
import { places } from './places.ts';
import { TopBar } from './top-bar.tsx';

/** Rail, bar and the screen between them. */
export function Shell() {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure();
  const location = useLocation();
  const navigate = useNavigate();
  const main = useRef<HTMLElement>(null);
  // A drawing needs the room: there the rail waits behind its button.
  const editing = /^\/flows\/[^/]+$/.test(location.pathname);

  const small = useMediaQuery('(max-width: 48em)');
  // What is out of sight must be out of the keyboard's way, too.
  const hidden = !opened && (editing || small);

  // A new screen is announced from its beginning, and the rail of a small one steps aside.
  useEffect(() => {
    close();
    if (location.pathname !== '') main.current?.focus({ preventScroll: true });
  }, [location.pathname, close]);
  useEffect(
    () => onSessionEnd(() => void navigate({ to: '/sign-in', search: { to: location.href, ended: true } })),
    [navigate, location.href],
  );

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !opened, desktop: editing && !opened } }}
      padding="md"
    >
      <a className="skip-link" href="#main">
        {t('app.skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger
            opened={opened}
            onClick={toggle}
            {...(editing ? {} : { hiddenFrom: 'sm' })}
            size="sm"
            aria-label={t('nav.label')}
            aria-expanded={opened}
          />
          <Text fw={700} size="lg" flex={1}>
            Raccord
          </Text>
          <TopBar />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('nav.label')} inert={hidden}>
        {places.map(({ to, text, icon: Icon }) => (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={t(text)}
            leftSection={<Icon size={18} aria-hidden />}
            active={location.pathname.startsWith(to)}
            aria-current={location.pathname === to ? 'page' : undefined}
          />
        ))}
        <NavLink href="/api/docs" label={t('nav.apiDocs')} leftSection={<IconApi size={18} aria-hidden />} mt="auto" />
      </AppShell.Navbar>
      <AppShell.Main id="main" aria-labelledby={PLACE} tabIndex={-1} ref={main}>
        <Outlet />
      </AppShell.Main>
      <Commands />
    </AppShell>
  );
}
