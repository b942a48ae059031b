import type { FlowDocument } from '@raccord/contract';
import { fromGraph } from '../canvas/from-graph.ts';
import { toGraph } from '../canvas/to-graph.ts';
import type { Editor, Theirs } from './editor-store.ts';
import { mergeFlows } from './merge-flows.ts';

export type SaveAnswer =
  | { ok: true; revision: number }
  | { ok: false; theirs: Theirs }
  /** `again`: it may work later without a person doing anything. */
  | { ok: false; message: string; again: boolean };
export type SaveDraft = (revision: number, document: FlowDocument) => Promise<SaveAnswer>;

/** Milliseconds without an edit before it is saved, and before a save that failed is tried again. */
const IDLE_MS = 800;
const AGAIN_MS = 5_000;

/**
 * Saves whatever is edited, one save at a time. When somebody else saved first it stops until the person has chosen (`resolve`); nothing of
 * either side is lost meanwhile.
 */
export function startAutosave({ store }: Editor, save: SaveDraft) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let under: Promise<void> | undefined;
  let stopped = false;

  async function once(): Promise<void> {
    const { history, saved } = store.getState();
    const { graph } = history;
    if (graph === saved.graph) return;
    const document = fromGraph(graph);
    store.setState({ saving: { state: 'saving' } });
    const answer = await save(saved.revision, document);
    const current = store.getState().history.graph === graph;
    if (answer.ok) {
      store.setState({
        saved: { revision: answer.revision, graph, document },
        saving: { state: current ? 'saved' : 'changed' },
      });
      if (!current) soon(IDLE_MS);
    } else if ('theirs' in answer) store.setState({ saving: { state: 'conflict', theirs: answer.theirs } });
    else {
      store.setState({ saving: { state: 'refused', message: answer.message } });
      if (answer.again) soon(AGAIN_MS);
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    const { history, saved, saving } = store.getState();
    if (history.graph === saved.graph || saving.state === 'conflict') return under ?? Promise.resolve();
    const mine: Promise<void> = (under ?? Promise.resolve()).then(once).finally(() => {
      // Another one may have queued up behind it: two at once would be refused as if somebody else had saved.
      if (under === mine) under = undefined;
    });
    under = mine;
    return mine;
  }

  function soon(ms: number): void {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void flush(), ms);
  }

  const unsubscribe = store.subscribe((now, before) => {
    if (now.history.graph !== before.history.graph && now.saving.state !== 'conflict') soon(IDLE_MS);
  });
  return {
    flush,
    /** Ends it, with a last save when something is left. */
    stop: () => {
      stopped = true;
      unsubscribe();
      void flush();
    },
  };
}

/** Brings in what somebody else saved while nothing was changed here. Undoing it brings back what was here before. */
export function takeTheirs(editor: Editor, theirs: Theirs): void {
  editor.store.setState({ saving: { state: 'conflict', theirs } });
  resolve(editor, 'theirs');
}

export type Choice = 'both' | 'mine' | 'theirs';

/** Ends a conflict as the person chose. Each way is an edit like any other: undoing it brings back what was here before. */
export function resolve(editor: Editor, choice: Choice): void {
  const { saving, saved, history } = editor.store.getState();
  if (saving.state !== 'conflict') return;
  const { theirs } = saving;
  const mine = fromGraph(history.graph);
  const { merged } = mergeFlows(saved.document, mine, theirs.document);
  const chosen = choice === 'mine' ? mine : choice === 'theirs' ? theirs.document : merged;
  editor.store.setState({
    saved: { revision: theirs.revision, graph: toGraph(theirs.document), document: theirs.document },
    saving: { state: 'changed' },
    theirs: undefined,
  });
  editor.run({
    name: choice === 'theirs' ? 'takeTheirs' : 'merge',
    about: theirs.by ?? '',
    changes: [{ do: 'replace', graph: toGraph(chosen) }],
  });
  if (choice !== 'theirs') return;
  // That is what the server has: saving it again would only be news to whoever saved it.
  editor.store.setState(({ saved: known, history: { graph } }) => ({
    saved: { ...known, graph },
    saving: { state: 'saved' },
  }));
}
