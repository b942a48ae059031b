import type { Completion, CompletionContext, CompletionSource } from '@codemirror/autocomplete';
import { currentLanguage } from '../i18n/index.ts';
import classes from './expression-editor.module.css';
import { completionsAt, type Completion as Offered } from './expression-text.ts';
import { functionNamed, signatureOf } from './jsonata-functions.ts';
import { shownSample } from './shown-sample.ts';
import type { Source } from './source-tree.ts';

/** Offers what fits where the cursor is, each with what helps to choose it. */
export function completionSource(tree: () => readonly Source[]): CompletionSource {
  return ({ state, pos, explicit }: CompletionContext) => {
    const found = completionsAt(state.doc.toString(), pos, tree());
    if (found === undefined || (!explicit && found.from === pos && !/[.$[{(]$/.test(state.sliceDoc(0, pos))))
      return null;
    return { from: found.from, options: found.options.map(optionOf), validFor: /^[$\w\u00c0-\uffff]*$/ };
  };
}

function optionOf({ kind, label, insert, source }: Offered): Completion {
  const known = kind === 'function' ? functionNamed(label.slice(1)) : undefined;
  const detail = known === undefined ? detailOf(source!) : signatureOf(known).slice(label.length);
  return {
    label,
    apply: insert,
    detail,
    type: kind,
    ...(known === undefined ? {} : { info: () => words(known[currentLanguage()]) }),
  };
}

const detailOf = ({ types, sample }: Source): string =>
  sample === undefined ? types.join(' | ') : shownSample(sample, 40);

function words(text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = classes.info!;
  element.textContent = text;
  return element;
}
