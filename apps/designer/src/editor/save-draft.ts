import type { FlowDocument } from '@raccord/contract';
import { ApiFailure, api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import type { SaveAnswer } from '../store/autosave.ts';
import type { Problem } from '../store/editor-store.ts';

/** Saves a draft; when somebody else was first, fetches what they saved. Never throws. */
export async function saveDraft(id: string, revision: number, document: FlowDocument): Promise<SaveAnswer> {
  try {
    const call = api.PUT('/api/flows/{id}', { params: { path: { id } }, body: { revision, document } });
    return { ok: true, revision: (await dataOf(call)).revision };
  } catch (failure) {
    if (!(failure instanceof ApiFailure) || failure.code !== 'server.draftChanged') return refused(failure);
    try {
      const theirs = await dataOf(api.GET('/api/flows/{id}', { params: { path: { id } } }));
      const { revision: newer, updatedBy, updatedAt } = theirs;
      return {
        ok: false,
        theirs: { document: theirs.document as FlowDocument, revision: newer, by: updatedBy, at: updatedAt },
      };
    } catch (second) {
      return refused(second);
    }
  }
}

function refused(failure: unknown): SaveAnswer {
  const again = !(failure instanceof ApiFailure) || failure.status === 0 || failure.status >= 500;
  return { ok: false, message: failureText(failure), again };
}

/** What is wrong with a draft that need not be saved. A document of the wrong form is told so too. @throws ApiFailure */
export async function checkDraft(id: string, document: FlowDocument): Promise<Problem[]> {
  try {
    return (await dataOf(api.POST('/api/flows/{id}/check', { params: { path: { id } }, body: { document } }))).problems;
  } catch (failure) {
    const { problems } = failure instanceof ApiFailure ? failure.params : {};
    if (Array.isArray(problems)) return problems as Problem[];
    throw failure;
  }
}
