import { Code, List, Table, Text, Title } from '@mantine/core';
import type { Block, Section, Words } from '@raccord/runtime/flow-page/page';
import { useTranslation } from 'react-i18next';
import classes from './about-page.module.css';
import { FlowPicture } from './flow-picture.tsx';

/** A section of the documentation with its parts. */
export function PageSection({ section: { id, title, blocks, parts = [] }, level }: { section: Section; level: 2 | 3 }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <Title order={level} size={level === 2 ? 'h3' : 'h5'} mt={level === 2 ? 'xl' : 'lg'} mb="xs" id={`${id}-title`}>
        {title}
      </Title>
      {blocks.map((block, index) => (
        // The page is shown as a whole and never edited: a block's place is its name.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <PageBlock key={index} block={block} />
      ))}
      {parts.map((part) => (
        <PageSection key={part.id} section={part} level={3} />
      ))}
    </section>
  );
}

export function PageBlock({ block }: { block: Block }) {
  const { t } = useTranslation();
  switch (block.kind) {
    case 'paragraph':
      return (
        <Text mb="xs">
          <Spans words={block.words} />
        </Text>
      );
    case 'list':
      return (
        <List mb="xs">
          {keyed(block.items).map(({ key, words }) => (
            <List.Item key={key}>
              <Spans words={words} />
            </List.Item>
          ))}
        </List>
      );
    case 'facts':
      return (
        <dl className={classes.facts}>
          {block.rows.map(({ label, words }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <Spans words={words} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return (
        <Table.ScrollContainer
          minWidth={480}
          mb="sm"
          scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'group', 'aria-label': block.label } }}
        >
          <Table withTableBorder verticalSpacing={4} fz="sm" aria-label={block.label}>
            <Table.Thead>
              <Table.Tr>
                {block.head.map((title) => (
                  <Table.Th key={title} scope="col">
                    {title}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {block.rows.map((cells, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as in `PageSection`
                <Table.Tr key={row}>
                  {keyed(cells).map(({ key, words }) => (
                    <Table.Td key={key}>
                      <Spans words={words} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      );
    case 'picture':
      return (
        <figure className={classes.figure}>
          <FlowPicture picture={block.picture} text={t('flowPage.picture', { text: block.text })} />
        </figure>
      );
  }
}

const keyed = (items: readonly Words[]) => items.map((words, index) => ({ key: index, words }));

function Spans({ words }: { words: Words }) {
  return words.map((span, index) =>
    'code' in span ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: as in `PageSection`
      <Code key={index}>{span.code}</Code>
    ) : (
      span.text
    ),
  );
}
