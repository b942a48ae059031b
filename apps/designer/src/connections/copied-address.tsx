import { Button, Code, CopyButton, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** An address of ours that is to be entered at a vendor. */
export function CopiedAddress({ address }: { address: string }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" wrap="nowrap">
      <Code style={{ overflowWrap: 'anywhere' }}>{address}</Code>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" onClick={copy} style={{ flexShrink: 0 }}>
            {copied ? t('connections.client.copied') : t('connections.client.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
