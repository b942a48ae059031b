import { IconPlugConnected, IconRoute, IconWorld } from '@tabler/icons-react';

/** Where one can go; rail and command palette are made from it. A place that is not built is not there. */
export const places = [
  { to: '/flows', text: 'nav.flows', icon: IconRoute },
  { to: '/connections', text: 'nav.connections', icon: IconPlugConnected },
  { to: '/environments', text: 'nav.environments', icon: IconWorld },
] as const;
