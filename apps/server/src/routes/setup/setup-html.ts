import type { Language } from '@raccord/contract';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../sign-in/people.ts';

/** The whole style of the page; its hash stands in the page's content security policy. */
export const setupStyle = `
:root { color-scheme: light dark; --accent: #1c6b4a; --on-accent: #fff; --wrong: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --accent: #7fd6ac; --on-accent: #06281a; --wrong: #ff8a80; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 28rem; margin: 10vh auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem .75rem; border: 1px solid #767676; border-radius: 6px; }
input[aria-invalid] { border-color: var(--wrong); }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.hint { margin: .25rem 0 0; font-size: .875rem; }
.wrong { border-left: 4px solid var(--wrong); padding-left: .75rem; }
button { font: inherit; font-weight: 600; margin-top: 1.5rem; padding: .625rem 1.25rem; border: 0; border-radius: 6px; background: var(--accent); color: var(--on-accent); cursor: pointer; }
a { color: inherit; }
nav { margin-top: 3rem; font-size: .875rem; }
`;

const words = {
  en: {
    title: 'Make the first account',
    intro: 'This link works once. The account it makes owns this Raccord: it can do everything, and invite others.',
    name: 'Your name',
    email: 'E-mail address',
    password: 'Password',
    passwordHint: `At least ${SHORTEST_PASSWORD} characters; a sentence is easy to remember.`,
    send: 'Make the account',
    doneTitle: 'Your account is ready',
    done: 'You are signed in.',
    open: 'Open Raccord',
    usedTitle: 'This link no longer works',
    used: 'It was used, or the server was started again since. If nobody has an account yet, start the server again: it prints a new link.',
    other: 'Français',
  },
  fr: {
    title: 'Créez le premier compte',
    intro:
      'Ce lien ne sert qu’une fois. Le compte qu’il crée est propriétaire de ce Raccord : il peut tout faire, et inviter d’autres personnes.',
    name: 'Votre nom',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    passwordHint: `Au moins ${SHORTEST_PASSWORD} caractères ; une phrase se retient facilement.`,
    send: 'Créer le compte',
    doneTitle: 'Votre compte est prêt',
    done: 'Vous êtes connecté.',
    open: 'Ouvrir Raccord',
    usedTitle: 'Ce lien ne fonctionne plus',
    used: 'Il a déjà servi, ou le serveur a redémarré depuis. Si personne n’a encore de compte, redémarrez le serveur : il affichera un nouveau lien.',
    other: 'English',
  },
} satisfies Record<Language, Record<string, string>>;

type Values = { token: string; name?: string; email?: string };
type Mistake = { field: string; message: string };

/** The form; with a mistake, the sentence stands above it and at the field it is about. */
export function formPage(language: Language, values: Values, mistake?: Mistake): string {
  const text = words[language];
  const field = (id: 'name' | 'email' | 'password', type: string, more: string, hint?: string) => {
    const wrong = mistake?.field === id;
    const described = [hint === undefined ? '' : `${id}-hint`, wrong ? 'mistake' : ''].filter(Boolean).join(' ');
    const value = id === 'password' ? '' : ` value="${escapeHtml(values[id] ?? '')}"`;
    return `<label for="${id}">${text[id]}</label>
<input id="${id}" name="${id}" type="${type}" required ${more}${value}${described === '' ? '' : ` aria-describedby="${described}"`}${wrong ? ' aria-invalid="true" autofocus' : ''}>
${hint === undefined ? '' : `<p class="hint" id="${id}-hint">${hint}</p>`}`;
  };
  return page(
    language,
    text.title,
    `<p>${text.intro}</p>
${mistake === undefined ? '' : `<p class="wrong" id="mistake" role="alert">${escapeHtml(mistake.message)}</p>`}
<form method="post" action="/setup">
<input type="hidden" name="token" value="${escapeHtml(values.token)}">
<input type="hidden" name="lang" value="${language}">
${field('name', 'text', 'maxlength="200" autocomplete="name"')}
${field('email', 'email', 'maxlength="254" autocomplete="username"')}
${field('password', 'password', `minlength="${SHORTEST_PASSWORD}" maxlength="${LONGEST_PASSWORD}" autocomplete="new-password"`, text.passwordHint)}
<button>${text.send}</button>
</form>`,
    values.token,
  );
}

export function donePage(language: Language, name: string): string {
  const text = words[language];
  return page(language, text.doneTitle, `<p>${escapeHtml(name)} — ${text.done}</p><p><a href="/">${text.open}</a></p>`);
}

export function linkUsedPage(language: Language, token: string): string {
  return page(language, words[language].usedTitle, `<p>${words[language].used}</p>`, token);
}

function page(language: Language, title: string, main: string, token?: string): string {
  const other = language === 'en' ? 'fr' : 'en';
  const link = `/setup?token=${encodeURIComponent(token ?? '')}&amp;lang=${other}`;
  const nav =
    token === undefined
      ? ''
      : `<nav><a href="${link}" lang="${other}" hreflang="${other}">${words[language].other}</a></nav>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Raccord</title>
<style>${setupStyle}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${main}
</main>
${nav}
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
