import { Badge, Tabs } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { number } from '../ui/amounts.ts';
import { Page } from '../ui/page.tsx';
import { ApprovalList } from './approval-list.tsx';
import { RememberedList } from './remembered-list.tsx';
import { ReviewFilters } from './review-filters.tsx';
import { approvalPages, useReviewLive, type View, views } from './review-queries.ts';

/** What records wait for people to decide, what was decided, and what decides by itself from now on. */
export function ReviewScreen() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/review' });
  const navigate = useNavigate({ from: '/review' });
  const { view = 'open' } = search;
  const waiting = useInfiniteQuery(approvalPages('open', {})).data?.pages[0]?.counts;
  useReviewLive();
  const show = (next: View) => void navigate({ search: next === 'open' ? {} : { view: next } });
  return (
    <Page title={t('review.title')}>
      <Tabs value={view} onChange={(next) => show(next as View)} keepMounted={false}>
        <Tabs.List mb="md">
          {views.map((each) => (
            <Tabs.Tab
              key={each}
              value={each}
              rightSection={
                each === 'open' && waiting !== undefined && waiting.open > 0 ? (
                  <Badge size="sm" color={waiting.overdue > 0 ? 'orange' : 'blue'} variant="light">
                    {number(waiting.open)}
                  </Badge>
                ) : undefined
              }
            >
              {t(`review.views.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={view}>
          <ReviewFilters search={search} />
          {view === 'remembered' ? (
            <RememberedList search={search} />
          ) : (
            <ApprovalList key={view} state={view} search={search} />
          )}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
