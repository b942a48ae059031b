/** Whom a search for personal data is about: an e-mail address, or a number or id that stands for one person. Pure. */
export type Subject = {
  /** As it is compared. */
  text: string;
  /** Part of it that PostgreSQL finds whatever its language: the longest of plain small letters, digits and signs, as JSON writes it. */
  plain: string;
  /** Whether a text names the subject: whole, not as part of a longer address or number. */
  in(text: string): boolean;
};

const email = /^[^\s@"\\<>]+@[^\s@"\\<>]+\.[^\s@"\\<>]+$/u;
const partOfName = /[\p{L}\p{N}]/u;
const partOfAddress = /[\p{L}\p{N}._%+'-]/u;

/** @returns undefined: it could be anybody */
export function subjectOf(typed: string): Subject | undefined {
  const text = normal(typed);
  const address = email.test(text);
  if (text.length < 4 || text.length > 200) return undefined;
  if (!address && (!/\p{N}/u.test(text) || /[\s"\\]/.test(text))) return undefined;
  const plain = (text.match(/[!#-[\]-~]+/g) ?? []).reduce(
    (one, other) => (other.length > one.length ? other : one),
    '',
  );
  if (plain.length < 3) return undefined;
  const inside = address ? partOfAddress : partOfName;
  return {
    text,
    plain,
    in(said) {
      const where = normal(said);
      for (let at = where.indexOf(text); at >= 0; at = where.indexOf(text, at + 1)) {
        const [before = '', after = ''] = [where.slice(at - 1, at), where.slice(at + text.length)];
        // A full stop after an address ends a sentence, unless it goes on.
        const goesOn = /^[.-]?[\p{L}\p{N}]/u.test(address ? after : after.slice(0, 1));
        if ((at === 0 || !inside.test(before)) && !goesOn) return true;
      }
      return false;
    },
  };
}

const normal = (text: string) => text.normalize('NFKC').trim().toLowerCase();
