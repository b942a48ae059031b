import { Button, Card, Group, NavLink, Select, Text, Title } from '@mantine/core';
import type { FlowPage } from '@raccord/runtime/flow-page/page';
import { IconDownload, IconPencil, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { currentLanguage } from '../i18n/index.ts';
import { TracingPanel } from '../tracing/tracing-panel.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import classes from './about-page.module.css';
import { PageBlock, PageSection } from './page-blocks.tsx';

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The documentation of a flow: made by the server from the flow itself, shown, printed, or taken along as Markdown. */
export function AboutPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/flows/$id/about' });
  const { version } = useSearch({ from: '/inside/flows/$id/about' });
  const language = currentLanguage();
  const query = { language, zone, ...(version === undefined ? {} : { version }) };
  const about = useQuery({
    queryKey: ['flow-page', id, query],
    queryFn: async () => {
      const { page } = await dataOf(api.GET('/api/flows/{id}/document', { params: { path: { id }, query } }));
      return page as FlowPage;
    },
  });
  const told = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  const markdown = `/api/flows/${id}/document.md?${new URLSearchParams(told)}`;
  return (
    <Page
      title={about.data === undefined ? t('flowPage.title', { name: id }) : about.data.title}
      action={
        <Group gap="sm" className={classes.tools ?? ''}>
          <Versions id={id} version={version} />
          <Button
            variant="default"
            component="a"
            href={markdown}
            download={`${id}.md`}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('flowPage.markdown')}
          </Button>
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
            {t('flowPage.print')}
          </Button>
          <Button
            leftSection={<IconPencil size={16} aria-hidden />}
            renderRoot={(props) => <Link {...props} to="/flows/$id" params={{ id }} />}
          >
            {t('flowPage.edit')}
          </Button>
        </Group>
      }
    >
      <Card withBorder component="section" aria-label={t('tracing.section')} mb="md" className={classes.tools ?? ''}>
        <Title order={2} size="h5" mb="xs">
          {t('tracing.section')}
        </Title>
        <TracingPanel of={{ flow: id }} />
      </Card>
      <Shown query={about}>
        {({ facts, sections }) => (
          <div className={classes.about}>
            <nav className={classes.contents} aria-label={t('flowPage.contents')}>
              <Text size="sm" fw={600} px="sm" pb={4}>
                {t('flowPage.contents')}
              </Text>
              {sections.map(({ id: to, title }) => (
                <NavLink key={to} href={`#${to}`} label={title} />
              ))}
            </nav>
            <article className={classes.page}>
              <PageBlock block={facts} />
              {sections.map((section) => (
                <PageSection key={section.id} section={section} level={2} />
              ))}
            </article>
          </div>
        )}
      </Shown>
    </Page>
  );
}

function Versions({ id, version }: { id: string; version: number | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const versions = useQuery({
    queryKey: ['flow-versions', id],
    queryFn: () => dataOf(api.GET('/api/flows/{id}/versions', { params: { path: { id } } })),
  });
  const known = (versions.data?.versions ?? []).map((one) => one.version);
  const data = [
    { value: '', label: t('flowPage.draft') },
    ...known.map((one) => ({ value: String(one), label: t('flowPage.versionOf', { version: one }) })),
  ];
  const choose = (value: string | null) =>
    void navigate({
      to: '/flows/$id/about',
      params: { id },
      search: value === null || value === '' ? {} : { version: Number(value) },
    });
  return (
    <Select
      aria-label={t('flowPage.version')}
      value={version === undefined ? '' : String(version)}
      data={data}
      onChange={choose}
      allowDeselect={false}
      w="10rem"
    />
  );
}
