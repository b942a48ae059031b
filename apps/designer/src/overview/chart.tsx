import { Box, Group, Paper, SegmentedControl, Table, Text, Title } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './chart.module.css';

export type Series = { name: string; colour: string; values: readonly number[] };
type Props = {
  title: string;
  text: string;
  /** What stands under each place. */
  labels: readonly string[];
  /** The same, said in full. */
  longLabels: readonly string[];
  series: readonly Series[];
  kind: 'bars' | 'lines';
  show: (value: number) => string;
  /** Shown instead when there is nothing to draw. */
  empty?: string | undefined;
};

const HEIGHT = 180;
const LEFT = 56;
const BOTTOM = 22;
const TOP = 8;
/** As wide as what stands under a place may be. */
const WORD = 36;

/** Numbers over time as a drawing and, for whoever wants to read or hear them, as the table behind it. */
export function Chart({ title, text, labels, longLabels, series, kind, show, empty }: Props) {
  const { t } = useTranslation();
  const [as, setAs] = useState<'chart' | 'table'>('chart');
  const id = useId();
  return (
    <Panel
      title={title}
      id={id}
      text={text}
      action={
        empty === undefined && (
          <SegmentedControl
            size="xs"
            value={as}
            onChange={(value) => setAs(value as 'chart' | 'table')}
            data={[
              { value: 'chart', label: t('overview.chart') },
              { value: 'table', label: t('overview.table') },
            ]}
            aria-label={title}
          />
        )
      }
    >
      {empty !== undefined ? (
        <Text size="sm">{empty}</Text>
      ) : as === 'chart' ? (
        <>
          <Drawing labels={labels} longLabels={longLabels} series={series} kind={kind} show={show} title={title} />
          <Group gap="md" mt="xs">
            {series.map(({ name, colour }) => (
              <Group key={name} gap={6} wrap="nowrap">
                <Box className={classes.key} bg={colour} aria-hidden />
                <Text size="xs">{name}</Text>
              </Group>
            ))}
          </Group>
        </>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
        <section className={classes.scroll} tabIndex={0} aria-labelledby={id}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('overview.time')}</Table.Th>
                {series.map(({ name }) => (
                  <Table.Th key={name} scope="col">
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {longLabels.map((label, index) => (
                <Table.Tr key={label}>
                  <Table.Th scope="row" fw={400}>
                    {label}
                  </Table.Th>
                  {series.map(({ name, values }) => (
                    <Table.Td key={name}>{show(values[index] ?? 0)}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
    </Panel>
  );
}

export function Panel({
  title,
  text,
  id,
  action,
  children,
}: {
  title: string;
  text?: string;
  id?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Paper withBorder p="md" component="section" {...(id === undefined ? {} : { 'aria-labelledby': id })}>
      <div className={classes.head}>
        <div>
          <Title order={2} size="h5" {...(id === undefined ? {} : { id })}>
            {title}
          </Title>
          {text !== undefined && (
            <Text size="xs" c="dimmed">
              {text}
            </Text>
          )}
        </div>
        {action}
      </div>
      <Box mt="sm">{children}</Box>
    </Paper>
  );
}

type DrawingProps = Pick<Props, 'labels' | 'longLabels' | 'series' | 'kind' | 'show' | 'title'>;

function Drawing({ labels, longLabels, series, kind, show, title }: DrawingProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const sums = labels.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const most = nice(Math.max(1, ...(kind === 'bars' ? sums : series.flatMap(({ values }) => values))));
  const [w, h] = [Math.max(0, width - LEFT), HEIGHT - BOTTOM - TOP];
  const place = w / Math.max(1, labels.length);
  const y = (value: number) => TOP + h - (value / most) * h;
  // As many words as fit beside each other.
  const every = Math.max(1, Math.ceil(58 / Math.max(1, place)));
  return (
    <div ref={ref}>
      <svg className={classes.chart} viewBox={`0 0 ${Math.max(1, width)} ${HEIGHT}`} role="img" aria-label={title}>
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line x1={LEFT} x2={LEFT + w} y1={y(most * part)} y2={y(most * part)} className={classes.axis} />
            <text x={LEFT - 6} y={y(most * part) + 4} textAnchor="end" className={classes.label}>
              {show(most * part)}
            </text>
          </g>
        ))}
        {labels.map((label, index) =>
          index % every === 0 ? (
            <text
              key={longLabels[index]}
              x={Math.min(LEFT + place * (index + 0.5), LEFT + w - WORD / 2)}
              y={HEIGHT - 6}
              textAnchor="middle"
              className={classes.label}
            >
              {label}
            </text>
          ) : null,
        )}
        {kind === 'bars'
          ? longLabels.map((_, index) => (
              <Bar key={longLabels[index]} index={index} series={series} x={LEFT + place * index} width={place} y={y} />
            ))
          : series.map(({ name, colour, values }) => (
              <polyline
                key={name}
                className={classes.line}
                stroke={colour}
                points={values.map((value, index) => `${LEFT + place * (index + 0.5)},${y(value)}`).join(' ')}
              />
            ))}
      </svg>
    </div>
  );
}

function Bar({
  index,
  series,
  x,
  width,
  y,
}: {
  index: number;
  series: readonly Series[];
  x: number;
  width: number;
  y: (value: number) => number;
}) {
  let below = 0;
  const gap = Math.min(4, width / 5);
  return series.map(({ name, colour, values }) => {
    const value = values[index] ?? 0;
    const from = below;
    below += value;
    if (value === 0) return null;
    // What failed once among thousands must still be seen.
    const height = Math.max(2, y(from) - y(below));
    return (
      <rect
        key={name}
        x={x + gap / 2}
        y={y(from) - height}
        width={Math.max(1, width - gap)}
        height={height}
        fill={colour}
      />
    );
  });
}

/** The next round number. */
function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return (([1, 2, 4, 5, 10].find((step) => step * power >= value) ?? 10) * power) as number;
}
