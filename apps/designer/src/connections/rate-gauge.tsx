import { Button, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { currentLanguage, moment } from '../i18n/index.ts';
import { Shown } from '../ui/shown.tsx';

const LOOK_MS = 5_000;
/** Of limits nobody comes near; some vendors have one for each of their calls. */
const MOST_IDLE = 3;

/** How much of what the vendor allows is used at the moment, by all flows together. */
export function RateGauge({ id }: { id: string }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const rate = useQuery({
    queryKey: ['connection', id, 'rate'],
    queryFn: () => dataOf(api.GET('/api/connections/{id}/rate', { params: { path: { id } } })),
    refetchInterval: LOOK_MS,
  });
  return (
    <Shown query={rate}>
      {({ gauges }) => {
        if (gauges.length === 0) return <Text size="sm">{t('connections.rate.none')}</Text>;
        const idle = gauges.filter(({ used, waitingLive, waitingBulk, heldUntil }) => {
          return used === 0 && waitingLive + waitingBulk === 0 && heldUntil === null;
        });
        const hidden = new Set(all ? [] : idle.slice(MOST_IDLE));
        return (
          <Stack gap="sm" align="stretch">
            {gauges.map((gauge) => {
              if (hidden.has(gauge)) return null;
              const { rule, used, limit, perMs, waitingLive, waitingBulk, heldUntil } = gauge;
              const params = { used, limit: Math.floor(limit), per: duration(perMs) };
              const words =
                rule === null ? t('connections.rate.all', params) : t('connections.rate.of', { ...params, rule });
              return (
                <div key={rule ?? ''}>
                  <Text size="sm">{words}</Text>
                  <Progress value={Math.min(100, (100 * used) / Math.max(1, limit))} aria-label={words} />
                  {waitingLive + waitingBulk > 0 && (
                    <Text size="xs">{t('connections.rate.waiting', { count: waitingLive + waitingBulk })}</Text>
                  )}
                  {heldUntil !== null && (
                    <Text size="xs">{t('connections.rate.heldUntil', { at: moment(heldUntil) })}</Text>
                  )}
                </div>
              );
            })}
            {idle.length > MOST_IDLE && (
              <Button
                size="compact-sm"
                variant="subtle"
                w="fit-content"
                aria-expanded={all}
                onClick={() => setAll(!all)}
              >
                {all ? t('connections.rate.fewer') : t('connections.rate.idle', { count: hidden.size })}
              </Button>
            )}
          </Stack>
        );
      }}
    </Shown>
  );
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** `1 minute`, `10 secondes`: in the largest unit that it is a whole number of. */
function duration(ms: number): string {
  const [unit, size] = units.find(([, one]) => ms >= one && ms % one === 0) ?? (['millisecond', 1] as const);
  return new Intl.NumberFormat(currentLanguage(), { style: 'unit', unit, unitDisplay: 'long' }).format(ms / size);
}
