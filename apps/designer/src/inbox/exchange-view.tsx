import { Badge, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './inbox.module.css';
import type { RecordDetail } from './inbox-queries.ts';

type Attempt = RecordDetail['attempts'][number];

/** What was sent and what came back, as text: what others send is never drawn as anything else. */
export function ExchangeView({ attempt }: { attempt: Attempt | undefined }) {
  const { t } = useTranslation();
  const exchange = attempt?.exchange;
  if (exchange === undefined) return <Text size="sm">{t('inbox.record.noExchange')}</Text>;
  const { method, url, body, status, answer } = exchange;
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Badge variant="default" tt="none">
          {method}
        </Badge>
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {url}
        </Text>
        {status !== undefined && (
          <Badge color={status < 400 ? 'green' : 'red'} variant="light" tt="none">
            {`HTTP ${status}`}
          </Badge>
        )}
        {attempt?.ms !== undefined && (
          <Text size="sm" c="dimmed">
            {t('inbox.record.ms', { count: attempt.ms })}
          </Text>
        )}
      </Group>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Part title={t('inbox.record.request')} text={body === undefined ? '' : pretty(body)} />
        <Part
          title={t('inbox.record.answer')}
          text={
            answer === undefined
              ? t('inbox.record.noAnswer')
              : answer === ''
                ? t('inbox.record.emptyAnswer')
                : pretty(answer)
          }
        />
      </SimpleGrid>
    </Stack>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <pre className={classes.text}>{text === '' ? '—' : text}</pre>
    </Stack>
  );
}

/** JSON with its indentation; anything else as it came. */
export function pretty(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value, undefined, 2) ?? '';
  try {
    return JSON.stringify(JSON.parse(value), undefined, 2);
  } catch {
    return value;
  }
}
