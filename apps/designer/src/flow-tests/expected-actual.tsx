import { Text } from '@mantine/core';
import { IconEqual, IconEqualNot } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './expected-actual.module.css';
import { isSameLine, lineDiff } from './line-diff.ts';

/** What is expected beside what came, line by line; lines that differ are marked by colour and sign. */
export function ExpectedActual({ expected, actual }: { expected: unknown; actual: unknown }) {
  const { t } = useTranslation();
  const lines = useMemo(() => lineDiff(json(expected), json(actual)), [expected, actual]);
  return (
    // It scrolls, and is reached by keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={classes.box} tabIndex={0} aria-label={t('flowTests.side')}>
      <table className={classes.lines}>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <Text size="xs" fw={600}>
                {t('flowTests.expected')}
              </Text>
            </th>
            <th scope="col">
              <Text size="xs" fw={600}>
                {t('flowTests.actual')}
              </Text>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => {
            const same = isSameLine(line);
            return (
              // Lines are alike, and never change their order.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <tr key={index} data-same={same}>
                <td>
                  {same ? <IconEqual size={12} aria-hidden /> : <IconEqualNot size={12} role="img" aria-label="≠" />}
                </td>
                <td data-side="expected">{line.left}</td>
                <td data-side="actual">{line.right}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

const json = (value: unknown) => JSON.stringify(value, undefined, 2) ?? '';
