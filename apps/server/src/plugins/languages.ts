import type { Language } from '@raccord/contract';

const known: readonly Language[] = ['en', 'fr'];

/** The language a browser prefers among ours (`Accept-Language`, RFC 9110 §12.5.4); English when it names neither. */
export function preferredLanguage(header: string | undefined): Language {
  const wishes = (header ?? '').split(',').map((part, index) => {
    const [tag = '', ...options] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const weight = options.find((option) => option.startsWith('q='))?.slice(2);
    return { tag, weight: weight === undefined ? 1 : Number(weight) || 0, index };
  });
  wishes.sort((a, b) => b.weight - a.weight || a.index - b.index);
  for (const { tag, weight } of wishes) {
    const language = known.find((candidate) => tag === candidate || tag.startsWith(`${candidate}-`));
    if (language !== undefined && weight > 0) return language;
  }
  return 'en';
}
