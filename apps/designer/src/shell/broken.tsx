import { Button, Center, Group, Stack, Text, Title } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** A screen that could not be drawn: a fault of ours, or a file of an older version that the server has no more. */
export function Broken({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const outdated = /dynamically imported module|module script/i.test(error instanceof Error ? error.message : '');
  return (
    <Center component="main" mih="60vh" p="md">
      <Stack align="center" maw="40rem" role="alert">
        <Title order={1} size="h3">
          {t(outdated ? 'broken.outdated' : 'broken.title')}
        </Title>
        <Text ta="center">{t(outdated ? 'broken.outdatedText' : 'broken.text')}</Text>
        <Group>
          <Button onClick={() => window.location.reload()}>{t('broken.reload')}</Button>
          <Button variant="default" component="a" href="/flows">
            {t('notFound.back')}
          </Button>
        </Group>
      </Stack>
    </Center>
  );
}
