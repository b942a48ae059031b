import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Insertion, insertionsFor } from './insertion.ts';
import type { Source } from './source-tree.ts';
import type { Target } from './targets.ts';
import type { Mapping } from './use-mapping.ts';

/** What was made of a source last, and what else could have been meant. */
export type Made = { source: Source; insertion: Insertion };

type MadeProps = { mapping: Mapping; target: Target; made: Made | undefined; onMade: (made: Made) => void };

/** In words what a source became in a field; the other ways, one press each. */
export function MadeOf({ mapping, target, made, onMade }: MadeProps) {
  const { t } = useTranslation();
  if (made === undefined) return null;
  const others = insertionsFor(made.source, target).filter(
    ({ way }) => way !== made.insertion.way && made.insertion.way !== 'added',
  );
  return (
    <Group gap="xs">
      <Text size="xs">
        {t('mapping.made')} {t(`mapping.way.${made.insertion.way}`, made.insertion.about)}.
      </Text>
      {others.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('mapping.instead')}
        </Text>
      )}
      {others.map((insertion) => (
        <Button
          key={insertion.way}
          size="compact-xs"
          variant="default"
          onClick={() => onMade({ source: made.source, insertion: mapping.apply(target, insertion) })}
        >
          {t(`mapping.way.${insertion.way}`, insertion.about)}
        </Button>
      ))}
    </Group>
  );
}
