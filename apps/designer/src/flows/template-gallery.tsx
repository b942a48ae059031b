import { Button, Group, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { IconArrowLeft, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { templateList } from './flow-queries.ts';
import { TemplateCard } from './template-card.tsx';

type GallerySearch = { search?: string; app?: string };

/** Flows to begin with, found by what they are about and by the apps they join. */
export function TemplateGallery() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/templates' });
  const { search = '', app }: GallerySearch = useSearch({ from: '/inside/templates' });
  const language = currentLanguage();
  const templates = useQuery(templateList(language));
  const set = (next: { search?: string; app?: string | null }) => {
    const wanted = { search, app, ...next };
    const told = Object.entries(wanted).filter(([, value]) => typeof value === 'string' && value !== '');
    void navigate({ search: Object.fromEntries(told), replace: true });
  };
  const apps = new Map(
    (templates.data?.templates ?? []).flatMap((one) => one.apps.map(({ id, title }) => [id, title[language]] as const)),
  );
  const choices = [...apps].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <Page
      title={t('flows.gallery.title')}
      action={
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          renderRoot={(props) => <Link {...props} to="/flows" />}
        >
          {t('flows.gallery.back')}
        </Button>
      }
    >
      <Text mb="md" maw="48rem">
        {t('flows.gallery.text')}
      </Text>
      <Group mb="md" gap="sm">
        <TextInput
          value={search}
          onChange={(event) => set({ search: event.currentTarget.value })}
          placeholder={t('flows.gallery.search')}
          aria-label={t('flows.gallery.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          flex="1 1 16rem"
          type="search"
        />
        <Select
          value={app ?? null}
          onChange={(value) => set({ app: value })}
          data={choices}
          placeholder={t('flows.gallery.anyApp')}
          aria-label={t('flows.gallery.app')}
          clearable
          clearButtonProps={{ 'aria-label': t('flows.gallery.anyApp') }}
          searchable
          w="14rem"
        />
      </Group>
      <Shown query={templates}>
        {({ templates: all }) => {
          const found = all.filter((one) => {
            const told = [
              one.title[language],
              one.description[language],
              ...one.tags,
              ...one.apps.map(({ title }) => title[language]),
            ];
            const fits = plainText(told.join(' ')).includes(plainText(search));
            return fits && (app === undefined || one.apps.some(({ id }) => id === app));
          });
          if (found.length === 0)
            return (
              <Empty
                title={t('flows.gallery.none')}
                text=""
                action={
                  <Button variant="default" onClick={() => set({ search: '', app: null })}>
                    {t('flows.gallery.clear')}
                  </Button>
                }
              />
            );
          return (
            <SimpleGrid component="ul" cols={{ base: 1, md: 2, xl: 3 }} p={0} m={0}>
              {found.map((one) => (
                <TemplateCard key={one.id} template={one} />
              ))}
            </SimpleGrid>
          );
        }}
      </Shown>
    </Page>
  );
}

/** Without accents and capitals. */
function plainText(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}
