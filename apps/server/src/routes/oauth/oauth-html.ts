import type { Language } from '@raccord/contract';

/** The whole style and script of the pages; their hashes stand in the pages' content security policy. */
export const oauthStyle = `
:root { color-scheme: light dark; --good: #1c6b4a; --wrong: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --good: #7fd6ac; --wrong: #ff8a80; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 30rem; margin: 12vh auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
main { border-left: 4px solid var(--wrong); padding-left: 1rem; }
main[data-result=connected] { border-color: var(--good); }
code { overflow-wrap: anywhere; }
`;

/** Tells the window that opened this one, and only pages of ours: both ways are bound to our own origin. */
export const oauthScript = `
const { result, connection } = document.querySelector('main').dataset;
const message = { type: 'raccord.connection', result, connection };
window.opener?.postMessage(message, location.origin);
new BroadcastChannel('raccord.connection').postMessage(message);
if (result === 'connected') setTimeout(() => window.close(), 1500);
`;

const words = {
  en: {
    connected: 'The account is connected',
    failed: 'The account is not connected',
    close: 'You can close this window and go back to Raccord.',
    is: (name: string, account: string) => `${name} works as ${account}.`,
    named: (name: string) => `${name} has its account.`,
    missing: 'These rights were not granted; what needs them will not work until you connect again and grant them:',
    firstCall: 'The first call with it did not work, though:',
  },
  fr: {
    connected: 'Le compte est connecté',
    failed: 'Le compte n’est pas connecté',
    close: 'Vous pouvez fermer cette fenêtre et revenir dans Raccord.',
    is: (name: string, account: string) => `${name} fonctionne en tant que ${account}.`,
    named: (name: string) => `${name} a son compte.`,
    missing:
      'Ces droits n’ont pas été accordés ; ce qui en a besoin ne fonctionnera pas avant une nouvelle connexion qui les accorde :',
    firstCall: 'Cependant, le premier appel avec ce compte n’a pas fonctionné :',
  },
} satisfies Record<Language, Record<string, unknown>>;

type Connected = {
  id: string;
  name: string;
  account?: string | undefined;
  missing: readonly string[];
  firstCall?: string;
};

export function connectedPage(language: Language, { id, name, account, missing, firstCall }: Connected): string {
  const text = words[language];
  const lines = [`<p>${escapeHtml(account === undefined ? text.named(name) : text.is(name, account))}</p>`];
  if (missing.length > 0) {
    const list = missing.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`);
    lines.push(`<p>${text.missing}</p><ul>${list.join('')}</ul>`);
  }
  if (firstCall !== undefined) lines.push(`<p>${text.firstCall} ${escapeHtml(firstCall)}</p>`);
  return page(language, text.connected, 'connected', id, lines.join('\n'));
}

export function failedPage(language: Language, sentence: string, id = ''): string {
  return page(language, words[language].failed, 'failed', id, `<p>${escapeHtml(sentence)}</p>`);
}

function page(language: Language, title: string, result: string, connection: string, lines: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Raccord</title>
<style>${oauthStyle}</style>
</head>
<body>
<main data-result="${result}" data-connection="${escapeHtml(connection)}">
<h1>${title}</h1>
${lines}
<p>${words[language].close}</p>
</main>
<script>${oauthScript}</script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
