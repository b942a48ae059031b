import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FlowTest } from '@raccord/contract';
import { IconCircleX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { ExpectedActual } from './expected-actual.tsx';
import { flowTest, type Verdict } from './flow-test-queries.ts';

/** Why a test does not pass: in sentences, and line by line; what came can be accepted as what is expected from now on. */
export function FailedTest({ id, verdict, onAccepted }: { id: string; verdict: Verdict; onAccepted: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { id: test, name, messages, expected, actual } = verdict;
  const accepting = useMutation({
    mutationFn: async () => {
      const { revision, document } = await queries.fetchQuery(flowTest(id, test));
      const accepted = { ...(document as FlowTest), expect: actual };
      return dataOf(
        api.PUT('/api/flows/{id}/tests/{test}', {
          params: { path: { id, test } },
          body: { revision, document: accepted },
        }),
      );
    },
    onSuccess: async () => {
      notifications.show({ color: 'green', message: t('flowTests.accepted', { name }) });
      await queries.invalidateQueries({ queryKey: ['flow-tests', id], exact: true });
      onAccepted();
    },
  });
  return (
    <Paper withBorder p="md" component="section" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Group gap={6} wrap="nowrap">
            <IconCircleX size={18} aria-hidden color="var(--mantine-color-red-filled)" />
            <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Title>
          </Group>
          {actual !== undefined && (
            <Button size="xs" variant="default" onClick={() => accepting.mutate()} loading={accepting.isPending}>
              {t('flowTests.accept')}
            </Button>
          )}
        </Group>
        {accepting.isError && (
          <Alert color="red" role="alert">
            {failureText(accepting.error)}
          </Alert>
        )}
        <div>
          <Text size="sm" fw={600}>
            {t('flowTests.notAsExpected')}
          </Text>
          <ul style={{ margin: 0 }}>
            {messages.map((message) => (
              <li key={message}>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {message}
                </Text>
              </li>
            ))}
          </ul>
        </div>
        {actual !== undefined && <ExpectedActual expected={expected} actual={actual} />}
      </Stack>
    </Paper>
  );
}
