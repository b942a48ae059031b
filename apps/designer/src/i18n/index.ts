import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from './en.ts';
import { firstEn } from './first-en.ts';
import { firstFr } from './first-fr.ts';
import { withFrenchSpaces } from './french-spaces.ts';
import { withMillions } from './with-millions.ts';

export const languages = { en: 'English', fr: 'Français' } as const;
export type Language = keyof typeof languages;

const KEPT_AS = 'raccord.language';

/** The names of all texts (`runs.replay.title`), flat: to look for each in the tree anew is more than the compiler takes. */
type Names<T, Before extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Before}${K}` : Names<T[K], `${Before}${K}.`>;
}[keyof T & string];

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Record<Names<typeof en>, string> };
    keySeparator: false;
  }
}

function firstLanguage(): Language {
  const chosen = localStorage.getItem(KEPT_AS) ?? navigator.language.slice(0, 2);
  return chosen === 'fr' ? 'fr' : 'en';
}

const TEXTS = 'translation';
const french = (texts: Parameters<typeof withMillions>[0]) => withMillions(withFrenchSpaces(texts));

/** With the sentences of the first screens, which are there at once. */
export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: 'en',
    resources: { en: { [TEXTS]: firstEn }, fr: { [TEXTS]: french(firstFr) } },
    // React escapes.
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = i18next.language;
}

const whole = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => french((await import('./fr.ts')).fr),
};
const fetched = new Set<Language>();

/** Fetches all other sentences of a language: screens that are fetched by themselves wait for it, so that none is drawn without its words. */
export async function allTexts(language: Language = currentLanguage()): Promise<void> {
  if (fetched.has(language)) return;
  i18next.addResourceBundle(language, TEXTS, await whole[language](), true, true);
  fetched.add(language);
}

export function currentLanguage(): Language {
  return i18next.language === 'fr' ? 'fr' : 'en';
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT_AS, language);
  await allTexts(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** In the viewer's zone and the language of the screens. */
export function moment(iso: string): string {
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}
