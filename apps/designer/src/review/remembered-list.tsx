import { Button, Code, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { useFlowName } from '../runs/run-queries.ts';
import { Empty } from '../ui/empty.tsx';
import { Shown } from '../ui/shown.tsx';
import { type ReviewSearch, rememberedPages } from './review-queries.ts';
import { ApprovalState } from './state.tsx';
import { useReviewActs } from './use-review-acts.ts';

/** What answers by itself, until somebody has it forgotten. */
export function RememberedList({ search }: { search: ReviewSearch }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  const { forget } = useReviewActs();
  const pages = useInfiniteQuery(rememberedPages(search));
  const filtered = Object.keys(search).some((name) => name !== 'view');
  return (
    <Shown query={pages}>
      {({ pages: read }) => {
        const rows = read.flatMap(({ choices }) => choices);
        if (rows.length === 0 && filtered) return <Text>{t('review.empty.filtered')}</Text>;
        if (rows.length === 0)
          return <Empty title={t('review.empty.rememberedTitle')} text={t('review.empty.rememberedText')} />;
        return (
          <Stack gap="xs" align="flex-start">
            <Table.ScrollContainer minWidth={720} w="100%" scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
              <Table verticalSpacing="xs" aria-label={t('review.views.remembered')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('review.key')}</Table.Th>
                    <Table.Th scope="col" w={150}>
                      {t('review.choice')}
                    </Table.Th>
                    <Table.Th scope="col">{t('review.changes')}</Table.Th>
                    <Table.Th scope="col" w={220}>
                      {t('review.chosen')}
                    </Table.Th>
                    <Table.Th scope="col" w={120} />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map(({ id, key, choice, changes, comment, by, createdAt, flowId, node }) => (
                    <Table.Tr key={id}>
                      <Table.Th scope="row" fw={500} style={{ overflowWrap: 'anywhere' }}>
                        {key}
                        <Text size="xs" c="dimmed">
                          {nameOf(flowId)} › {node}
                        </Text>
                      </Table.Th>
                      <Table.Td>
                        <ApprovalState approval={{ state: choice, dueAt: null }} />
                      </Table.Td>
                      <Table.Td>
                        {changes === undefined ? (
                          <Text size="sm">{t('review.asItIs')}</Text>
                        ) : (
                          <Code style={{ overflowWrap: 'anywhere' }}>{JSON.stringify(changes).slice(0, 300)}</Code>
                        )}
                      </Table.Td>
                      <Table.Td>
                        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                          {by}
                        </Text>
                        <Text size="xs" c="dimmed">
                          {moment(createdAt)}
                          {comment === null ? '' : ` · ${comment}`}
                        </Text>
                      </Table.Td>
                      <Table.Td ta="end">
                        <Button
                          size="xs"
                          variant="default"
                          loading={forget.isPending && forget.variables === id}
                          onClick={() => forget.mutate(id)}
                          aria-label={t('review.forgetOf', { key })}
                        >
                          {t('review.forget')}
                        </Button>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {pages.hasNextPage && (
              <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                {t('review.more')}
              </Button>
            )}
          </Stack>
        );
      }}
    </Shown>
  );
}
