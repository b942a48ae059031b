import { Badge, Button, Card, Group, Text, Title } from '@mantine/core';
import type { FlowPicture as Drawing } from '@raccord/runtime/flow-page/draw-flow';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { FlowPicture } from '../flow-page/flow-picture.tsx';
import { currentLanguage } from '../i18n/index.ts';
import { useTold } from './flow-actions.ts';
import type { templateList } from './flow-queries.ts';
import classes from './template-card.module.css';

export type Template = Awaited<
  ReturnType<NonNullable<ReturnType<typeof templateList>['queryFn']>>
>['templates'][number];

/** A template: what it does, what it looks like, what it needs. */
export function TemplateCard({ template }: { template: Template }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { failed } = useTold();
  const language = currentLanguage();
  const { id, title, description, apps, connections, tests } = template;
  const picture = template.picture as Drawing;
  const using = useMutation({
    mutationFn: () => dataOf(api.POST('/api/templates/{id}/use', { params: { path: { id } }, body: {} })),
    onSuccess: async ({ id: flow }) => {
      await queries.invalidateQueries({ queryKey: ['flows'] });
      await navigate({ to: '/flows/$id', params: { id: flow } });
    },
    onError: (failure) => failed(failureText(failure)),
  });
  const titleOf = (app: string) => apps.find((one) => one.id === app)?.title[language] ?? app;
  const needed = [...new Set(connections.map(({ connector }) => connector))];
  const steps = picture.nodes.map((one) => one.title).join(', ');
  return (
    <Card component="li" withBorder padding="md" className={classes.card}>
      <div className={classes.picture}>
        <FlowPicture picture={picture} text={t('flows.gallery.picture', { steps })} titleOf={titleOf} />
      </div>
      <Title order={2} size="h5" mt="sm">
        {title[language]}
      </Title>
      <Text size="sm" mt={4} flex={1}>
        {description[language]}
      </Text>
      <Text size="sm" mt="sm" fw={600}>
        {t('flows.gallery.needs')}
      </Text>
      <Group gap={4} mt={4}>
        {needed.map((app) => (
          <Badge key={app} variant="default" tt="none" fw={500}>
            {titleOf(app)}
          </Badge>
        ))}
        {needed.length === 0 && <Text size="sm">{t('flows.gallery.needsNothing')}</Text>}
      </Group>
      <Group justify="space-between" mt="md">
        <Text size="xs" c="dimmed">
          {t('flows.gallery.tests', { count: tests.length })}
        </Text>
        <Button
          size="xs"
          loading={using.isPending}
          onClick={() => using.mutate()}
          aria-label={t('flows.gallery.useNamed', { name: title[language] })}
        >
          {t('flows.gallery.use')}
        </Button>
      </Group>
    </Card>
  );
}
