export type Language = 'en' | 'fr';

export const words = {
  en: {
    sandbox: 'sandbox',
    asks: 'Raccord asks for access to your account:',
    as: 'Signed in as',
    accept: 'Accept',
    reject: 'Reject',
  },
  fr: {
    sandbox: 'bac à sable',
    asks: 'Raccord demande l’accès à votre compte :',
    as: 'Connecté en tant que',
    accept: 'Accepter',
    reject: 'Refuser',
  },
} as const;

/** The language asked for in the address, else the browser's first one that we have. */
export function languageOf(header: string | undefined, asked: string | null): Language {
  const wanted = [asked ?? '', ...(header ?? '').split(',')].map((entry) => entry.trim().slice(0, 2).toLowerCase());
  return wanted.find((entry) => entry === 'fr' || entry === 'en') === 'fr' ? 'fr' : 'en';
}
