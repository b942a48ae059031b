import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconHistory, IconTestPipe } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useEditor, useOpen } from '../editor/editor-context.ts';
import { DeployButton } from './deploy-button.tsx';

/** From the editor to the flow's versions and tests, and into service: what is saved is what goes. */
export function EditorVersions() {
  const { t } = useTranslation();
  const id = useEditor((state) => state.flowId);
  const name = useEditor(({ history }) => history.graph.head.name);
  const { editor, save } = useOpen();
  // Why it cannot be saved is said beside the button, or asked in a dialog of its own.
  const saved = async () => {
    await save?.();
    return editor.store.getState().saving.state === 'saved';
  };
  return (
    <Group gap={4} wrap="nowrap">
      <Tooltip label={t('versions.open')}>
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={t('versions.open')}
          renderRoot={(props) => <Link {...props} to="/flows/$id/versions" params={{ id }} />}
        >
          <IconHistory size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('flowTests.open')}>
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={t('flowTests.open')}
          renderRoot={(props) => <Link {...props} to="/flows/$id/tests" params={{ id }} />}
        >
          <IconTestPipe size={18} />
        </ActionIcon>
      </Tooltip>
      <DeployButton id={id} name={name} before={saved} size="xs" />
    </Group>
  );
}
