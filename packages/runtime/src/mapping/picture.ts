import { tooMuchWork } from './evaluation-state.ts';

const digits = /[0-9]/;
const letters = /[A-Za-z]/;
const words = /[A-Za-z ,-]/;
const offset = /[-+0-9]/;

/** At most this many places of a picture may leave open where one component ends and the next begins. */
const openPlaces = 2;
const longestDate = 200;

/**
 * JSONata turns the picture of `$toMillis` into a JavaScript regular expression of one `x+` per component. Where two components
 * meet and nothing tells them apart, each of them multiplies the time by the length of the text; so a picture may not have many.
 */
export function checkPicture(text: string, picture: string): void {
  if (text.length > longestDate) throw tooMuchWork(`a date of more than ${longestDate} characters`);
  const parts = [...picture.matchAll(/\[(?!\[)([^\]]*)\]/g)];
  let open = 0;
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (next === undefined) break;
    const between = picture.slice(part.index + part[0].length, next.index);
    if (staysOpen(String(part[1]), String(next[1]), between)) open += 1;
  }
  if (open > openPlaces) throw tooMuchWork('a date picture whose components cannot be told apart');
}

function staysOpen(left: string, right: string, between: string): boolean {
  // Two components of digits side by side get the widths that their pictures spell out.
  if (between === '' && fixedWidth(left) && fixedWidth(right)) return false;
  const inLeft = charactersOf(left);
  const inRight = charactersOf(right);
  if (between === '')
    return inLeft === inRight || inLeft === words || inRight === words || inLeft === offset || inRight === offset;
  const chars = [...between];
  return chars.every((char) => inLeft.test(char)) && chars.every((char) => inRight.test(char));
}

function fixedWidth(component: string): boolean {
  return /^[A-Za-z]\d{2,}/.test(component.replace(/\s/g, ''));
}

function charactersOf(component: string): RegExp {
  const [name = '', ...rest] = component.replace(/\s/g, '');
  const presentation = rest.join('');
  if (name === 'Z' || name === 'z') return offset;
  if (/^[Ww]/.test(presentation)) return words;
  if (/^[NnAaIi]/.test(presentation) || (presentation === '' && (name === 'F' || name === 'P'))) return letters;
  return digits;
}
