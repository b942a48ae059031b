import { useEffect, useState } from 'react';
import { ArchiveDialog } from './archive-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import type { ListedFlow } from './flow-queries.ts';
import { LabelsDialog } from './labels-dialog.tsx';

export type Asking = 'archive' | 'delete' | 'labels';

/** What asks before something is done with a flow; fetched when it is first needed. */
export default function FlowDialogs({
  flow,
  asking,
  onClose,
}: {
  flow: ListedFlow;
  asking: Asking | undefined;
  onClose: () => void;
}) {
  // Drawn closed and opened then, so that the focus goes back when it is closed.
  const [opened, setOpened] = useState<Asking>();
  useEffect(() => setOpened(asking), [asking]);
  return (
    <>
      <ArchiveDialog flows={[flow]} opened={opened === 'archive'} onClose={onClose} />
      <DeleteDialog flow={flow} opened={opened === 'delete'} onClose={onClose} />
      {opened === 'labels' && <LabelsDialog flow={flow} onClose={onClose} />}
    </>
  );
}
