import { allOf, type BooksRoutes, found } from './call.ts';
import { doesNotExist } from './errors.ts';
import { organization } from './state.ts';

/** What belongs to the organisation itself: who it is, its currencies and taxes, the custom fields of its documents. */
export function organizationRoutes(route: BooksRoutes): void {
  route('GET', '/organizations', () => allOf('organizations', [organization]), { withoutOrganization: true });
  route(
    'GET',
    '/organizations/:id',
    ({ id }) =>
      id === organization.organization_id ? found('organization', organization) : doesNotExist('Organization'),
    { withoutOrganization: true },
  );
  route('GET', '/settings/currencies', ({ world }) => allOf('currencies', world.books.currencies));
  route('GET', '/settings/taxes', ({ world }) => allOf('taxes', world.books.taxes));
}
