import { Group, Stack, Text } from '@mantine/core';
import type { FlowChange } from '@raccord/runtime/flow/diff-flows';
import { isLayoutOnly } from '@raccord/runtime/flow/diff-flows';
import { useTranslation } from 'react-i18next';
import { ChangeMark } from './change-mark.tsx';
import classes from './changes.module.css';
import { type Compared, describeChange, lookOf, stepTitle } from './describe-change.ts';

/** What changed, a sentence each, step by step. */
export function ChangeList({ changes, compared }: { changes: readonly FlowChange[]; compared: Compared }) {
  const { t } = useTranslation();
  if (changes.length === 0) return <Text size="sm">{t('versions.nothing')}</Text>;
  const groups = [...Map.groupBy(changes, ({ node }) => node ?? '')];
  return (
    <Stack gap="sm">
      {isLayoutOnly(changes) && <Text size="sm">{t('versions.onlyDrawing')}</Text>}
      {groups.map(([node, ofNode]) => (
        <div key={node}>
          <Text size="sm" fw={600} className={classes.step!}>
            {node === '' ? t('versions.whole') : stepTitle(node, compared, t)}
          </Text>
          <ul className={classes.changes}>
            {ofNode.map((change, index) => (
              // Two edges may have come between the same steps.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={`${change.code} ${change.path} ${index}`}>
                <Group gap="xs" wrap="nowrap" align="flex-start">
                  <div className={classes.mark}>
                    <ChangeMark look={lookOf(change)} />
                  </div>
                  <Text size="sm" className={classes.sentence!}>
                    {describeChange(change, compared, t)}
                  </Text>
                </Group>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Stack>
  );
}
