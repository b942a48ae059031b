import { Alert, Anchor, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { useFlowName } from '../runs/run-queries.ts';
import { JsonView } from '../ui/json-view.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { DecideForm } from './decide-form.tsx';
import { type Approval, approvalOf, useReviewLive } from './review-queries.ts';
import { ApprovalState } from './state.tsx';

/** One question: what came, what goes on, and a person's answer. */
export function ApprovalScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/review/$id' });
  const approval = useQuery(approvalOf(id));
  useReviewLive();
  return (
    <Page
      title={approval.data?.question || t('review.noQuestion')}
      action={
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/review" />}>
          {t('review.back')}
        </Anchor>
      }
    >
      <Shown query={approval}>{(found) => <Question key={id} approval={found} />}</Shown>
    </Page>
  );
}

function Question({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const isOpen = approval.state === 'open';
  return (
    <Stack>
      <Facts approval={approval} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Side title={t('review.came')}>
          <JsonView value={approval.data} name="data" label={t('review.came')} />
        </Side>
        <Side title={t(isOpen ? 'review.goesOn' : 'review.wentOn')}>
          {isOpen && approval.mayDecide ? (
            <DecideForm approval={approval} />
          ) : (
            <Answered approval={approval} isOpen={isOpen} />
          )}
        </Side>
      </SimpleGrid>
    </Stack>
  );
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title} miw={0}>
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function Facts({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  const { flowId, node, recordId, runId, recordKey, createdAt, dueAt, otherwise, state } = approval;
  return (
    <Group gap="md">
      <ApprovalState approval={approval} />
      <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/flows/$id" params={{ id: flowId }} />}>
        {nameOf(flowId)} › {node}
      </Anchor>
      <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/records/$id" params={{ id: recordId }} />}>
        {t('review.toRecord', { record: recordKey ?? t('review.noKey') })}
      </Anchor>
      <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/runs/$id" params={{ id: runId }} />}>
        {t('review.toRun')}
      </Anchor>
      <Text size="sm" c="dimmed">
        {t('review.askedAt', { at: moment(createdAt) })}
        {state === 'open' && dueAt !== null
          ? ` · ${t(`review.dueThen.${otherwise ?? 'stay'}`, { at: moment(dueAt) })}`
          : ''}
      </Text>
    </Group>
  );
}

/** What became of it, or why one cannot answer. */
function Answered({ approval, isOpen }: { approval: Approval; isOpen: boolean }) {
  const { t } = useTranslation();
  if (isOpen)
    return (
      <Alert variant="light" color="blue" icon={<IconLock aria-hidden />}>
        {t('review.mayNot', { role: t(`review.roles.${approval.decide}`) })}
      </Alert>
    );
  const { how, decidedBy, decidedAt, comment, editedData, data, state } = approval;
  return (
    <Stack gap="xs">
      <Text size="sm">
        {how === null ? t('review.closedText') : t(`review.how.${how}`, { who: decidedBy })}
        {decidedAt === null ? '' : ` · ${moment(decidedAt)}`}
      </Text>
      {comment !== null && <Text size="sm">{t('review.said.comment', { comment })}</Text>}
      {state === 'approved' && <JsonView value={editedData ?? data} name="data" label={t('review.wentOn')} />}
    </Stack>
  );
}
