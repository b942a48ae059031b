import { Button, Group } from '@mantine/core';
import type { FlowNode } from '@raccord/contract';
import { IconArrowsJoin2, IconTable } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMappingDoor } from './mapping-place.ts';

/** The way from a step's settings to where its fields are mapped. */
export function OpenMapping({ node }: { node: FlowNode }) {
  const { t } = useTranslation();
  const mapping = useMappingDoor();
  if (node.kind === 'trigger') return null;
  return (
    <Group gap="xs" grow>
      <Button
        variant="light"
        aria-keyshortcuts="F"
        leftSection={<IconArrowsJoin2 size={16} aria-hidden />}
        onClick={() => mapping.open(node.id)}
      >
        {t('mapping.open')}
      </Button>
      {node.kind === 'lookup' && (
        <Button
          variant="light"
          leftSection={<IconTable size={16} aria-hidden />}
          onClick={() => mapping.open(node.id, { tab: 'table' })}
        >
          {t('mapping.openTable')}
        </Button>
      )}
    </Group>
  );
}
