import type { LocalText } from '../connector.ts';

export type Language = keyof LocalText;
/** Sentences by code: what happened, where, what to do. `{name}` stands for a parameter. */
export type Catalogue = Record<string, LocalText>;

/**
 * Fills the `{name}` places of a sentence; an object becomes JSON, what is missing stays visible as `{name}`. What others said often ends with
 * a full stop of its own: one is enough.
 */
export function fill(sentence: string, params: Record<string, unknown>): string {
  return sentence.replace(/\{([A-Za-z][A-Za-z0-9]*)\}(\.?)/g, (place, name: string, stop: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return place;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return stop !== '' && text.endsWith('.') ? text : `${text}${stop}`;
  });
}
