/** One line of the result. Figures are medians of rounds in which ours and the baseline took turns. */
export type Line = {
  metric: string;
  ours: number;
  /** Measured in the same run, on the same machine, under the same load. */
  baseline?: number;
  unit: string;
  target?: { text: string; met: boolean };
  /** What one has to know to read the figure. */
  note?: string;
};

/** ours ÷ baseline */
export function ratio({ ours, baseline }: Line): number | undefined {
  return baseline === undefined ? undefined : ours / baseline;
}

/** A Markdown table. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => {
    const times = ratio(line);
    return [
      line.metric,
      figure(line.ours, line.unit),
      line.baseline === undefined ? '' : figure(line.baseline, line.unit),
      times === undefined ? '' : `${times.toFixed(2)} ×`,
      line.target?.text ?? '',
      line.target === undefined ? '' : line.target.met ? 'yes' : 'NO',
    ];
  });
  const all = [['metric', 'ours', 'baseline', 'ours / baseline', 'target', 'met'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const text = all.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`);
  text.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  const notes = lines.flatMap(({ metric, note }) => (note === undefined ? [] : [`- ${metric}: ${note}`]));
  return [...text, '', ...notes].join('\n');
}

function figure(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })} ${unit}`;
}
