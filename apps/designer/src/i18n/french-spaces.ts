/** A catalogue, or a part of one. */
type Texts = { readonly [name: string]: string | Texts | undefined };

/** French puts a space before some marks; a line never breaks there. */
export function withFrenchSpaces(texts: Texts): Texts {
  const spaced = (text: string) => text.replace(/ (?=[;:?!»])/g, '\u00a0').replace(/(?<=«) /g, '\u00a0');
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      typeof text === 'string' ? spaced(text) : typeof text === 'object' ? withFrenchSpaces(text) : text,
    ]),
  );
}
