import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useGraph, useOpen } from '../editor/editor-context.ts';
import { describeNode } from '../nodes/describe-node.ts';
import type { Asked, Reached, ToConfirm } from './use-trying.ts';

type Props = { asked: ToConfirm | undefined; onClose: () => void; onConfirm: (asked: Asked) => void };

/** Before real accounts are reached: which of them would get what. */
export function ConfirmReal({ asked, onClose, onConfirm }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={asked !== undefined}
      onClose={onClose}
      title={t('samples.confirm.title')}
      closeButtonProps={{ 'aria-label': t('editor.cancel') }}
    >
      {asked !== undefined && (
        <Stack>
          <Text size="sm">{t('samples.confirm.text')}</Text>
          {asked.reached.map((one) => (
            <Account key={`${one.what} ${one.nodes.join()}`} of={one} asked={asked} />
          ))}
          <Text size="sm" c="dimmed">
            {t('samples.confirm.guess')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('samples.confirm.no')}
            </Button>
            <Button onClick={() => onConfirm(asked.asked)}>{t('samples.confirm.yes')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Account({ of, asked: { held } }: { of: Reached; asked: ToConfirm }) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const graph = useGraph();
  const { connection } = of;
  const name = connection === undefined ? t('samples.confirm.noConnection', { what: of.what }) : connection.name;
  const steps = of.nodes.map((id) => {
    const node = graph.nodes.find((one) => one.node.id === id)?.node;
    const calls = held.calls.filter((call) => call.node === id && call.n === 1);
    const reads = calls.every(({ effect }) => effect === 'read');
    const title = node === undefined ? id : describeNode(node, apps, t).title;
    return { id, title, count: calls.length, reads };
  });
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600}>
        {connection?.account == null ? name : `${name} (${connection.account})`}
      </Text>
      <List size="sm">
        {steps.map(({ id, title, count, reads }) => (
          <List.Item key={id}>
            {count === 0
              ? t('samples.confirm.perhaps', { step: title })
              : t(reads ? 'samples.confirm.reads' : 'samples.confirm.writes', { step: title, count })}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
