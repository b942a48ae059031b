import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import { fromGraph } from '../canvas/from-graph.ts';
import type { Editor } from '../store/editor-store.ts';
import { checkDraft } from './save-draft.ts';

/** Milliseconds from the end of a check to the next one, while somebody is typing. */
const REST_MS = 100;

/**
 * Keeps the problems in step with the drawing, in the language of the screens. An edit is checked at once; those that come while a check is
 * under way are checked together after it.
 */
export function useCheck({ store }: Editor): void {
  const { i18n } = useTranslation();
  const { language } = i18n;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    let busy = false;
    let waiting = false;
    const check = async () => {
      waiting = busy;
      if (busy) return;
      busy = true;
      const { flowId, history } = store.getState();
      const problems = await checkDraft(flowId, fromGraph(history.graph)).catch((failure: unknown) => {
        // Without a check nothing is known to be right: that itself is a problem.
        const message = i18n.t('editor.problems.unchecked', { message: failureText(failure) });
        return [{ code: 'unchecked', path: '', severity: 'warning' as const, message }];
      });
      if (stopped) return;
      store.setState({ problems });
      timer = setTimeout(() => {
        busy = false;
        if (waiting) void check();
      }, REST_MS);
    };
    if (language !== '') void check();
    const unsubscribe = store.subscribe(({ history }, before) => {
      if (history.graph !== before.history.graph) void check();
    });
    return () => {
      stopped = true;
      clearTimeout(timer);
      unsubscribe();
    };
  }, [store, language, i18n]);
}
