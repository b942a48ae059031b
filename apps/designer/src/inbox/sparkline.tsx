import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './inbox.module.css';

const [WIDTH, HEIGHT] = [96, 24];

/** How many failed in each of the last hours, as bars; said in words beside, for whoever does not see them. */
export function Sparkline({ perHour, perDay }: { perHour: readonly number[]; perDay: readonly number[] }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...perHour);
  const step = WIDTH / perHour.length;
  const bars = perHour.map((count, hour) => ({ count, hour }));
  const sum = (counts: readonly number[]) => counts.reduce((all, each) => all + each, 0);
  return (
    <>
      <svg width={WIDTH} height={HEIGHT} aria-hidden className={classes.spark}>
        {bars.map(({ count, hour }) => {
          const height = count === 0 ? 1 : Math.max(3, (count / most) * HEIGHT);
          return (
            <rect
              key={hour}
              x={hour * step}
              y={HEIGHT - height}
              width={step - 1}
              height={height}
              data-none={count === 0}
            />
          );
        })}
      </svg>
      <VisuallyHidden>{t('inbox.groups.trendOf', { count: sum(perHour), days: sum(perDay) })}</VisuallyHidden>
    </>
  );
}
