import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { session } from './session.ts';

export function SignIn() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { to, ended } = useSearch({ from: '/sign-in' });
  const form = useForm({ initialValues: { email: '', password: '' } });
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => dataOf(api.POST('/api/session', { body })),
    onSuccess: async () => {
      await queries.resetQueries(session);
      await navigate({ to: to ?? '/flows' });
    },
  });
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder p="xl" w="100%" maw={400}>
        <form onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
          <Stack>
            <Title order={1} size="h3">
              {t('session.title')}
            </Title>
            {ended === true && !signIn.isError && <Alert color="blue">{t('session.ended')}</Alert>}
            {signIn.isError && (
              <Alert color="red" role="alert">
                {failureText(signIn.error)}
              </Alert>
            )}
            <TextInput
              {...form.getInputProps('email')}
              label={t('session.email')}
              type="email"
              autoComplete="username"
              required
              autoFocus
            />
            <PasswordInput
              {...form.getInputProps('password')}
              label={t('session.password')}
              autoComplete="current-password"
              required
            />
            <Button type="submit" loading={signIn.isPending}>
              {t('session.signIn')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('session.firstTime')}
            </Text>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
