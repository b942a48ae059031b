import {
  IconAlarm,
  IconBell,
  IconFlask,
  IconGauge,
  IconInbox,
  IconPlayerPlay,
  IconPlugConnected,
  IconRoute,
  IconRoute2,
  IconSettings,
  IconUserCheck,
  IconWorld,
} from '@tabler/icons-react';

/** Where one can go; rail and command palette are made from it. A place that is not built is not there. */
export const places = [
  { to: '/overview', text: 'nav.overview', icon: IconGauge },
  { to: '/flows', text: 'nav.flows', icon: IconRoute },
  { to: '/runs', text: 'nav.runs', icon: IconPlayerPlay },
  { to: '/journey', text: 'nav.journey', icon: IconRoute2 },
  { to: '/triggers', text: 'nav.triggers', icon: IconAlarm },
  { to: '/inbox', text: 'nav.inbox', icon: IconInbox },
  { to: '/review', text: 'nav.review', icon: IconUserCheck },
  { to: '/alerts', text: 'nav.alerts', icon: IconBell },
  { to: '/connections', text: 'nav.connections', icon: IconPlugConnected },
  { to: '/environments', text: 'nav.environments', icon: IconWorld },
  { to: '/sandbox', text: 'nav.sandbox', icon: IconFlask },
  { to: '/settings', text: 'nav.settings', icon: IconSettings },
] as const;
