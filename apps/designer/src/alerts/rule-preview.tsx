import { Loader, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { ActFailure } from './act-failure.tsx';
import { type RuleBody, rulePreview } from './alert-queries.ts';

const TYPING_MS = 300;
const TIMES_SHOWN = 5;

/** The rule as a sentence, what it would have done, and what it would find now. */
export function RulePreview({ body }: { body: RuleBody }) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(body, TYPING_MS);
  const preview = useQuery({ ...rulePreview(settled, true), placeholderData: keepPreviousData });
  const { data } = preview;
  return (
    <Stack gap={4} component="section" aria-label={t('alerts.preview')} aria-live="polite">
      <Title order={3} size="h6">
        {t('alerts.preview')}
      </Title>
      <ActFailure of={preview.error} />
      {data === undefined ? (
        preview.isFetching && <Loader size="sm" />
      ) : (
        <>
          <Text style={{ overflowWrap: 'anywhere' }}>{data.sentence}.</Text>
          <Text size="sm">
            {data.past === null
              ? t('alerts.cannotTell')
              : t('alerts.wouldHave', { days: data.days, count: data.past.times })}
          </Text>
          {data.past !== null && data.past.times > 0 && (
            <Text size="sm" c="dimmed">
              {t('alerts.lastTimes', { times: data.past.at.slice(-TIMES_SHOWN).toReversed().map(moment).join(' · ') })}
            </Text>
          )}
          <Text size="sm">{t('alerts.now', { count: data.now })}</Text>
        </>
      )}
    </Stack>
  );
}
