import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { flowList } from '../flows/flow-queries.ts';
import { useSpokenSpotlight } from '../ui/use-spoken-spotlight.ts';
import { commandStore, commands } from './commands.tsx';
import { places } from './places.ts';

/** Everything by its name. */
export default function CommandPalette() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  // It is here because somebody asked for it. Opened now and not drawn open, so that the focus goes back when it is closed.
  useEffect(() => commands.open(), []);
  const searching = useSpokenSpotlight(commandStore, t('bar.commands'));
  const flows = useQuery(flowList(false));
  const actions: SpotlightActionData[] = [
    ...places.map(({ to, text, icon: Icon }) => ({
      id: to,
      label: t('bar.goTo', { place: t(text) }),
      leftSection: <Icon size={18} aria-hidden />,
      onClick: () => void navigate({ to }),
    })),
    ...(flows.data?.flows ?? []).map(({ id, name }) => ({
      id: `flow ${id}`,
      label: name,
      description: t('nav.flows'),
      onClick: () => void navigate({ to: '/flows/$id', params: { id } }),
    })),
  ];
  return (
    <Spotlight
      store={commandStore}
      actions={actions}
      attributes={{ content: { 'aria-label': t('bar.commands') } }}
      nothingFound={t('bar.nothingFound')}
      limit={12}
      // Who knows the way types at once.
      transitionProps={{ duration: 0 }}
      shortcut="mod + K"
      searchProps={{ placeholder: t('bar.commandsHint'), ...searching }}
    />
  );
}
