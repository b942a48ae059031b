import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import { fromGraph } from '../canvas/from-graph.ts';
import type { Editor } from '../store/editor-store.ts';
import { checkDraft } from './save-draft.ts';

const PAUSE_MS = 300;

/** Keeps the problems in step with the drawing, in the language of the screens. */
export function useCheck({ store }: Editor): void {
  const { i18n } = useTranslation();
  const { language } = i18n;
  useEffect(() => {
    let latest = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = async () => {
      const mine = ++latest;
      const { flowId, history } = store.getState();
      try {
        const problems = await checkDraft(flowId, fromGraph(history.graph));
        if (mine === latest) store.setState({ problems });
      } catch (failure) {
        // Without a check nothing is known to be right: that itself is a problem.
        const message = i18n.t('editor.problems.unchecked', { message: failureText(failure) });
        if (mine === latest)
          store.setState({ problems: [{ code: 'unchecked', path: '', severity: 'warning', message }] });
      }
    };
    if (language !== '') void check();
    const unsubscribe = store.subscribe(({ history }, before) => {
      if (history.graph === before.history.graph) return;
      clearTimeout(timer);
      timer = setTimeout(() => void check(), PAUSE_MS);
    });
    return () => {
      latest = -1;
      clearTimeout(timer);
      unsubscribe();
    };
  }, [store, language, i18n]);
}
