import { Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextPart } from '../ui/text-part.tsx';
import type { Entry } from './tracing-queries.ts';

/** One call with its headers and bodies, or one step's expressions with what they read and gave. */
export function EntryDetail({ of }: { of: Entry }) {
  const { t } = useTranslation();
  if (of.kind === 'evaluation') {
    const { expressions, input, failure, more } = of.data;
    return (
      <Stack>
        {failure !== null && <TextPart title={t('tracing.failed')} text={JSON.stringify(failure)} />}
        <Table.ScrollContainer minWidth={480}>
          <Table aria-label={t('tracing.kinds.evaluation')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('tracing.field')}</Table.Th>
                <Table.Th scope="col">{t('tracing.expression')}</Table.Th>
                <Table.Th scope="col">{t('tracing.result')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {expressions.map(({ path, expression, result }) => (
                <Table.Tr key={path}>
                  <Table.Th scope="row">{path === '' ? '–' : path}</Table.Th>
                  <Table.Td ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                    {expression}
                  </Table.Td>
                  <Table.Td ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                    {result ?? t('tracing.noValue')}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        {more > 0 && <Text size="sm">{t('tracing.moreExpressions', { count: more })}</Text>}
        <TextPart title={t('tracing.input')} text={input} />
      </Stack>
    );
  }
  const { method, url, requestHeaders, requestBody, status, answerHeaders, answerBody, failure } = of.data;
  return (
    <Stack>
      <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {`${method} ${url}`}
      </Text>
      <TextPart title={t('tracing.requestHeaders')} text={lines(requestHeaders)} />
      <TextPart title={t('tracing.requestBody')} text={requestBody} />
      {failure !== null && <TextPart title={t('tracing.failed')} text={JSON.stringify(failure)} />}
      {status !== null && (
        <>
          <TextPart title={`HTTP ${status}: ${t('tracing.answerHeaders')}`} text={lines(answerHeaders)} />
          <TextPart title={t('tracing.answerBody')} text={answerBody} />
        </>
      )}
      <Text size="xs" c="dimmed">
        {t('tracing.hidden')}
      </Text>
    </Stack>
  );
}

const lines = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
