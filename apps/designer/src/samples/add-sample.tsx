import { Button, Menu } from '@mantine/core';
import { IconAntenna, IconClipboardText, IconDatabaseImport, IconHistory, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGraph, useOpen } from '../editor/editor-context.ts';
import { ListenSample } from './listen-sample.tsx';
import { PasteSample } from './paste-sample.tsx';
import { ReadPage } from './read-page.tsx';
import { RecordSample } from './record-sample.tsx';

type Way = 'paste' | 'record' | 'page' | 'listen';

/** The ways to a sample that this trigger has. */
export function AddSample({ trigger }: { trigger: string }) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const graph = useGraph();
  const [way, setWay] = useState<Way>();
  const node = graph.nodes.find((one) => one.node.id === trigger)?.node;
  const found = node !== undefined && 'uses' in node ? apps.find(node.uses) : undefined;
  const of = found?.kind === 'trigger' ? found.of : undefined;
  const close = () => setWay(undefined);
  return (
    <>
      <Menu position="top-start">
        <Menu.Target>
          <Button size="compact-xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />}>
            {t('samples.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {of?.webhook !== undefined && (
            <Menu.Item leftSection={<IconAntenna size={14} aria-hidden />} onClick={() => setWay('listen')}>
              {t('samples.listen.menu')}
            </Menu.Item>
          )}
          {of?.poll !== undefined && (
            <Menu.Item leftSection={<IconDatabaseImport size={14} aria-hidden />} onClick={() => setWay('page')}>
              {t('samples.page.menu')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconHistory size={14} aria-hidden />} onClick={() => setWay('record')}>
            {t('samples.record.menu')}
          </Menu.Item>
          <Menu.Item leftSection={<IconClipboardText size={14} aria-hidden />} onClick={() => setWay('paste')}>
            {t('samples.paste.menu')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PasteSample node={trigger} opened={way === 'paste'} onClose={close} />
      <RecordSample node={trigger} opened={way === 'record'} onClose={close} />
      <ReadPage node={trigger} opened={way === 'page'} onClose={close} />
      <ListenSample node={trigger} opened={way === 'listen'} onClose={close} />
    </>
  );
}
