import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActFailure } from '../alerts/act-failure.tsx';
import { api, dataOf } from '../api/client.ts';
import { Shown } from '../ui/shown.tsx';
import { PersonReport } from './person-report.tsx';
import { personJobs, useAct } from './settings-queries.ts';

/** Everything about one person: looked for, exported, erased, with a report that names nobody. */
export function PersonPanel() {
  const { t } = useTranslation();
  const [person, setPerson] = useState('');
  const looking = useAct('person-jobs', (of: string) => dataOf(api.POST('/api/person-jobs', { body: { person: of } })));
  return (
    <Stack gap="lg">
      <Text maw="52rem">{t('settings.person.text')}</Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          looking.mutate(person, { onSuccess: () => setPerson('') });
        }}
      >
        <Group align="flex-end">
          <TextInput
            label={t('settings.person.label')}
            description={t('settings.person.hint')}
            value={person}
            onChange={(event) => setPerson(event.currentTarget.value)}
            maxLength={200}
            autoComplete="off"
            w="min(32rem, 100%)"
          />
          <Button
            type="submit"
            leftSection={<IconSearch size={16} aria-hidden />}
            disabled={person.trim().length < 4}
            loading={looking.isPending}
          >
            {t('settings.person.search')}
          </Button>
        </Group>
      </form>
      <ActFailure of={looking.error} />
      <section aria-labelledby="searches">
        <Title order={2} size="h4" mb="xs" id="searches">
          {t('settings.person.searches')}
        </Title>
        <Shown query={useQuery(personJobs)}>
          {({ jobs }) =>
            jobs.length === 0 ? (
              <Text size="sm">{t('settings.person.none')}</Text>
            ) : (
              <Stack>
                {jobs.map((job) => (
                  <PersonReport key={job.id} job={job} />
                ))}
              </Stack>
            )
          }
        </Shown>
      </section>
    </Stack>
  );
}
