import { expect, it } from 'vitest';
import { preferredLanguage } from './languages.ts';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['fr', 'fr'],
  ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
  ['en;q=0.2, FR;q=0.7', 'fr'],
  ['de, it;q=0.8', 'en'],
  ['de, fr;q=0.1', 'fr'],
  ['fr;q=0, en;q=0.1', 'en'],
  ['french', 'en'],
])('%j prefers %s', (header, language) => expect(preferredLanguage(header)).toBe(language));
