const writing = new Map<string, Promise<unknown>>();

/**
 * One writer per spreadsheet: whoever finds a row and then writes it does both before the next begins, since Google has neither locks
 * nor etags. This holds for one process; between processes the rate rule `write` lets one write at a time through, so that two
 * appends never meet, and what is written to a found row can be told by its version.
 */
export function inTurn<T>(spreadsheetId: string, work: () => Promise<T>): Promise<T> {
  const before = writing.get(spreadsheetId) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => undefined);
  writing.set(spreadsheetId, settled);
  void settled.then(() => {
    if (writing.get(spreadsheetId) === settled) writing.delete(spreadsheetId);
  });
  return mine;
}
