import { Failure, type Files } from '@raccord/contract';

/** A file store for as long as a test lasts. */
export function memoryFiles(): Files {
  const kept = new Map<string, Uint8Array>();
  return {
    async put({ name, type, content }) {
      const file = `file-${kept.size + 1}`;
      kept.set(file, content);
      return { file, name, type, size: content.byteLength };
    },
    async get({ file, name }) {
      const content = kept.get(file);
      if (content === undefined) throw new Failure('missing', 'files.gone', { name });
      return content;
    },
  };
}
