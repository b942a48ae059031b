import type { FileRef, Files, HttpResponse } from '@raccord/contract';

/** What can be put into a record as text. */
const readable = /^(text\/|application\/(.+\+)?(json|xml|javascript|x-www-form-urlencoded|x-ndjson|yaml)\b)/;

/** Keeps an answer that no record can hold as text; undefined when it can. */
export async function answerFile(
  files: Files,
  asked: { url: string; answer?: 'auto' | 'file' },
  { headers, bytes }: HttpResponse,
): Promise<FileRef | undefined> {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  const asText = bytes.length === 0 || readable.test(type) || (type === '' && !bytes.includes(0));
  if (asked.answer !== 'file' && asText) return undefined;
  const name = nameIn(headers['content-disposition'] ?? '') ?? asked.url.split(/[?#]/)[0]?.split('/').at(-1);
  return files.put({ name: name || 'answer', type: type || 'application/octet-stream', content: bytes });
}

/** RFC 6266: `filename*` in UTF-8 goes before `filename`; a path in it is not ours to follow. */
function nameIn(disposition: string): string | undefined {
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename\s*=\s*("((?:[^"\\]|\\.)*)"|[^;\s]+)/i.exec(disposition);
  const name = extended === undefined ? (plain?.[2]?.replace(/\\(.)/g, '$1') ?? plain?.[1]) : decoded(extended);
  return name?.split(/[/\\]/).at(-1);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text.trim();
  }
}
