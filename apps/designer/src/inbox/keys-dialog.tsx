import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const keys = [
  ['j', 'k', 'move'],
  ['Enter', undefined, 'open'],
  ['x', undefined, 'select'],
  ['r', undefined, 'retry'],
  ['f', undefined, 'replace'],
  ['c', undefined, 'edit'],
  ['e', undefined, 'resolve'],
  ['a', undefined, 'assign'],
  ['/', undefined, 'search'],
  ['Esc', undefined, 'back'],
] as const;

export function KeysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('inbox.keys.title')}
      closeButtonProps={{ 'aria-label': t('inbox.actions.close') }}
    >
      <Table withRowBorders={false}>
        <Table.Tbody>
          {keys.map(([key, other, what]) => (
            <Table.Tr key={what}>
              <Table.Td w={110}>
                <Kbd>{key}</Kbd> {other !== undefined && <Kbd>{other}</Kbd>}
              </Table.Td>
              <Table.Td>{t(`inbox.keys.${what}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
