import { Alert, Badge, Button, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import type { Environment } from '../environments/environment-queries.ts';
import { useCurrentEnvironment } from '../shell/current-environment.ts';
import { Shown } from '../ui/shown.tsx';
import { DeployChecks } from './deploy-checks.tsx';
import { UndeployButton } from './undeploy-button.tsx';
import { deploymentList, type VersionName } from './version-queries.ts';
import { versionWord } from './version-words.ts';

type Props = {
  id: string;
  name: string;
  version: VersionName;
  onClose: () => void;
  onDone: (done: { version: number; environment: Environment }) => void;
};

/** Where people's own data is: there the name has to be typed. */
const asksTwice = ({ name, colour }: Environment) => /^prod/.test(name) || colour === 'green' || colour === 'red';

export function DeployForm({ id, name, version, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { current, all } = useCurrentEnvironment();
  const [chosen, setChosen] = useState<string>();
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState('');
  const [ready, setReady] = useState(false);
  const deployments = useQuery(deploymentList(id));
  const environment = all.find((one) => one.id === chosen) ?? current;
  const deploying = useMutation({
    mutationFn: (place: Environment) =>
      dataOf(
        api.POST('/api/flows/{id}/deploy', {
          params: { path: { id } },
          body: {
            environment: place.id,
            ...(version === 'draft' ? {} : { version }),
            ...(note.trim() === '' ? {} : { note: note.trim() }),
          },
        }),
      ),
    onSuccess: async ({ version: deployed }, place) => {
      for (const key of [['flow-versions', id], ['flow-deployments', id], ['flows'], ['triggers', id]])
        await queries.invalidateQueries({ queryKey: key });
      onDone({ version: deployed, environment: place });
    },
  });
  if (environment === undefined) return <Text size="sm">{t('environments.emptyText')}</Text>;
  const guarded = asksTwice(environment);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    deploying.mutate(environment);
  };
  return (
    <form onSubmit={submit}>
      <Shown query={deployments}>
        {({ deployments: places }) => {
          const live = places.find((one) => one.environmentId === environment.id && one.active)?.version;
          return (
            <Stack>
              <Text size="sm">
                {t('versions.deploy.what')}
                {t('app.colon')} <b>{versionWord(version, t)}</b>
              </Text>
              <Radio.Group
                label={t('versions.deploy.environment')}
                value={environment.id}
                onChange={(value) => {
                  setChosen(value);
                  setTyped('');
                  deploying.reset();
                }}
              >
                <Stack gap={6} mt={6}>
                  {all.map((one) => {
                    const there = places.find((place) => place.environmentId === one.id && place.active)?.version;
                    return (
                      <Group key={one.id} gap="xs" wrap="nowrap">
                        <Radio
                          value={one.id}
                          label={
                            <Badge color={one.colour} variant="light" tt="none">
                              {one.name}
                            </Badge>
                          }
                        />
                        <Text size="sm" c="dimmed">
                          {there === undefined
                            ? t('versions.deploy.notThere')
                            : t('versions.deploy.there', { version: there })}
                        </Text>
                      </Group>
                    );
                  })}
                </Stack>
              </Radio.Group>
              <DeployChecks
                key={environment.id}
                id={id}
                version={version}
                environment={environment}
                live={live}
                onReady={setReady}
              />
              <Textarea
                label={t('versions.message')}
                description={t('versions.deploy.messageHelp')}
                value={note}
                onChange={(event) => setNote(event.currentTarget.value)}
                maxLength={1000}
                autosize
                minRows={2}
                maxRows={6}
              />
              {guarded && (
                <TextInput
                  label={t('versions.deploy.confirm')}
                  description={t('versions.deploy.confirmHelp', { environment: environment.name, name })}
                  value={typed}
                  onChange={(event) => setTyped(event.currentTarget.value)}
                  required
                />
              )}
              {deploying.isError && (
                <Alert color="red" role="alert">
                  {failureText(deploying.error)}
                </Alert>
              )}
              <Group justify="space-between">
                {live === undefined ? (
                  <span />
                ) : (
                  <UndeployButton id={id} name={name} environment={environment} onDone={onClose} />
                )}
                <Group gap="xs">
                  <Button variant="default" onClick={onClose}>
                    {t('versions.cancel')}
                  </Button>
                  <Button
                    type="submit"
                    loading={deploying.isPending}
                    disabled={!ready || (guarded && typed.trim() !== name.trim())}
                  >
                    {t('versions.deploy.go', { environment: environment.name })}
                  </Button>
                </Group>
              </Group>
            </Stack>
          );
        }}
      </Shown>
    </form>
  );
}
