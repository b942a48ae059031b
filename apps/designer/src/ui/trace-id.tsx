import { Code, CopyButton, Group, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The id under which a call is found in whatever keeps the traces; nothing where none are drawn. */
export function TraceId({ id }: { id: string | undefined }) {
  const { t } = useTranslation();
  if (id === undefined) return null;
  return (
    <Group gap={6}>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {`${t('runs.record.trace')}${t('app.colon')}`} <Code>{id}</Code>
      </Text>
      <CopyButton value={id}>
        {({ copied, copy }) => (
          <UnstyledButton fz="xs" td="underline" onClick={copy}>
            {t(copied ? 'runs.record.traceCopied' : 'runs.record.traceCopy')}
          </UnstyledButton>
        )}
      </CopyButton>
    </Group>
  );
}
