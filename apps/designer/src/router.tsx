import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { readAlertSearch } from './alerts/alert-queries.ts';
import { ApiFailure } from './api/client.ts';
import { queries } from './api/queries.ts';
import { FlowList } from './flows/flow-list.tsx';
import { readListSearch } from './flows/flow-queries.ts';
import { readGroupSearch, readInboxSearch } from './inbox/inbox-search.ts';
import { readMappingSearch } from './mapping/mapping-place.ts';
import { readReviewSearch } from './review/review-queries.ts';
import { journeySearch, overviewSearch, runPartSearch, runSearch, triggerSearch } from './runs/read-search.ts';
import { readSandboxSearch } from './sandbox/sandbox-queries.ts';
import { session } from './session/session.ts';
import { readSettingsSearch } from './settings/settings-queries.ts';
import { Broken } from './shell/broken.tsx';
import { lazyScreen } from './shell/lazy-screen.ts';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyScreen(() => import('./session/sign-in.tsx'), 'SignIn'),
  // Only addresses of ours: what stands in a link must not lead elsewhere after signing in.
  validateSearch: (search: Record<string, unknown>): { to?: string; ended?: boolean } => ({
    ...(typeof search.to === 'string' && /^\/(?![/\\])/.test(search.to) ? { to: search.to } : {}),
    ...(search.ended === true ? { ended: true } : {}),
  }),
});

/** All that is seen by people who are signed in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ location }) => {
    await queries.ensureQueryData(session).catch((failure: unknown) => {
      if (failure instanceof ApiFailure && failure.status === 401)
        throw redirect({ to: '/sign-in', search: { to: location.href } });
    });
  },
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/overview' });
  },
});

type ListSearch = { search?: string };
const listSearch = (search: Record<string, unknown>): ListSearch =>
  typeof search.search === 'string' && search.search !== '' ? { search: search.search } : {};

const flows = createRoute({
  getParentRoute: () => inside,
  path: '/flows',
  component: FlowList,
  validateSearch: readListSearch,
});
const templates = createRoute({
  getParentRoute: () => inside,
  path: '/templates',
  component: lazyScreen(() => import('./flows/template-gallery.tsx'), 'TemplateGallery'),
  validateSearch: (search: Record<string, unknown>): ListSearch & { app?: string } => ({
    ...listSearch(search),
    ...(typeof search.app === 'string' && search.app !== '' ? { app: search.app } : {}),
  }),
});
const about = createRoute({
  getParentRoute: () => inside,
  path: '/flows/$id/about',
  component: lazyScreen(() => import('./flow-page/about-page.tsx'), 'AboutPage'),
  validateSearch: ({ version }: Record<string, unknown>): { version?: number } =>
    Number.isInteger(version) && Number(version) > 0 ? { version: Number(version) } : {},
});
const editor = createRoute({
  getParentRoute: () => inside,
  path: '/flows/$id',
  // The editor and its libraries are fetched when a flow is opened.
  component: lazyScreen(() => import('./editor/editor-screen.tsx'), 'EditorScreen'),
  validateSearch: readMappingSearch,
});
type Compared = number | 'draft';
const compared = (value: unknown): Compared | undefined =>
  value === 'draft' || (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) ? value : undefined;
const versions = createRoute({
  getParentRoute: () => inside,
  path: '/flows/$id/versions',
  component: lazyScreen(() => import('./versions/version-screen.tsx'), 'VersionScreen'),
  validateSearch: (search: Record<string, unknown>): { from?: Compared; to?: Compared } => {
    const [from, to] = [compared(search.from), compared(search.to)];
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  },
});
const flowTests = createRoute({
  getParentRoute: () => inside,
  path: '/flows/$id/tests',
  component: lazyScreen(() => import('./flow-tests/flow-test-screen.tsx'), 'FlowTestScreen'),
});
const connections = createRoute({
  getParentRoute: () => inside,
  path: '/connections',
  component: lazyScreen(() => import('./connections/connection-list.tsx'), 'ConnectionList'),
  validateSearch: listSearch,
});
const connection = createRoute({
  getParentRoute: () => inside,
  path: '/connections/$id',
  component: lazyScreen(() => import('./connections/connection-screen.tsx'), 'ConnectionScreen'),
});
const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  component: lazyScreen(() => import('./inbox/inbox-screen.tsx'), 'InboxScreen'),
  validateSearch: readInboxSearch,
});
const failureGroup = createRoute({
  getParentRoute: () => inside,
  path: '/inbox/$group',
  component: lazyScreen(() => import('./inbox/group-screen.tsx'), 'GroupScreen'),
  validateSearch: readGroupSearch,
});
const review = createRoute({
  getParentRoute: () => inside,
  path: '/review',
  component: lazyScreen(() => import('./review/review-screen.tsx'), 'ReviewScreen'),
  validateSearch: readReviewSearch,
});
const approval = createRoute({
  getParentRoute: () => inside,
  path: '/review/$id',
  component: lazyScreen(() => import('./review/approval-screen.tsx'), 'ApprovalScreen'),
});
const alerts = createRoute({
  getParentRoute: () => inside,
  path: '/alerts',
  component: lazyScreen(() => import('./alerts/alert-screen.tsx'), 'AlertScreen'),
  validateSearch: readAlertSearch,
});
const overview = createRoute({
  getParentRoute: () => inside,
  path: '/overview',
  component: lazyScreen(() => import('./overview/overview-screen.tsx'), 'OverviewScreen'),
  validateSearch: overviewSearch,
});
const runs = createRoute({
  getParentRoute: () => inside,
  path: '/runs',
  component: lazyScreen(() => import('./runs/run-list.tsx'), 'RunList'),
  validateSearch: runSearch,
});
const run = createRoute({
  getParentRoute: () => inside,
  path: '/runs/$id',
  component: lazyScreen(() => import('./runs/run-screen.tsx'), 'RunScreen'),
  validateSearch: runPartSearch,
});
const record = createRoute({
  getParentRoute: () => inside,
  path: '/records/$id',
  component: lazyScreen(() => import('./runs/record-screen.tsx'), 'RecordScreen'),
});
const journey = createRoute({
  getParentRoute: () => inside,
  path: '/journey',
  component: lazyScreen(() => import('./journey/journey-screen.tsx'), 'JourneyScreen'),
  validateSearch: journeySearch,
});
const triggers = createRoute({
  getParentRoute: () => inside,
  path: '/triggers',
  component: lazyScreen(() => import('./triggers/trigger-list.tsx'), 'TriggerList'),
  validateSearch: triggerSearch,
});
const trigger = createRoute({
  getParentRoute: () => inside,
  path: '/triggers/$id',
  component: lazyScreen(() => import('./triggers/trigger-screen.tsx'), 'TriggerScreen'),
});
const environments = createRoute({
  getParentRoute: () => inside,
  path: '/environments',
  component: lazyScreen(() => import('./environments/environment-list.tsx'), 'EnvironmentList'),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyScreen(() => import('./settings/settings-screen.tsx'), 'SettingsScreen'),
  validateSearch: readSettingsSearch,
});
const sandbox = createRoute({
  getParentRoute: () => inside,
  path: '/sandbox',
  component: lazyScreen(() => import('./sandbox/sandbox-screen.tsx'), 'SandboxScreen'),
  validateSearch: readSandboxSearch,
});

const traces = createRoute({
  getParentRoute: () => inside,
  path: '/traces/$id',
  component: lazyScreen(() => import('./tracing/tracing-screen.tsx'), 'TracingScreen'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    inside.addChildren([
      home,
      overview,
      runs,
      run,
      record,
      journey,
      triggers,
      trigger,
      flows,
      templates,
      about,
      editor,
      versions,
      flowTests,
      connections,
      connection,
      inbox,
      failureGroup,
      review,
      approval,
      alerts,
      environments,
      sandbox,
      settings,
      traces,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  // Else what a route's own check has refused comes back through the root's, unchecked.
  search: { strict: true },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
