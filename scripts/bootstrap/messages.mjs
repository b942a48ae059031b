/** Says what keeps us from going on; its sentence is in `texts`. */
export class Refusal extends Error {
  constructor(code, params = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

const texts = {
  installing: {
    en: 'Installing what Raccord needs. This happens once and takes a minute or two…',
    fr: 'Installation de ce dont Raccord a besoin. Cela n’arrive qu’une fois et prend une à deux minutes…',
  },
  installed: { en: 'Installed in {seconds} s.', fr: 'Installé en {seconds} s.' },
  building: {
    en: 'Building the screens. This happens once, and again when they change…',
    fr: 'Construction des écrans. Cela n’arrive qu’une fois, puis quand ils changent…',
  },
  built: { en: 'Built in {seconds} s.', fr: 'Construits en {seconds} s.' },
  buildFailed: {
    en: 'The screens could not be built. The last lines say why:\n\n{lines}\n\nRemove the cause and try again; if it looks like a fault of Raccord, please report it with these lines.',
    fr: 'Les écrans n’ont pas pu être construits. Les dernières lignes disent pourquoi :\n\n{lines}\n\nSupprimez la cause et réessayez ; si c’est un défaut de Raccord, merci de le signaler avec ces lignes.',
  },
  nodeTooOld: {
    en: 'Your Node is version {found}; Raccord starts from version {needed} on (and then brings its own). Update Node: https://nodejs.org',
    fr: 'Votre Node est en version {found} ; Raccord démarre à partir de la version {needed} (et apporte ensuite la sienne). Mettez Node à jour : https://nodejs.org',
  },
  unknownCommand: {
    en: 'Raccord has no command “{command}”. Run npm start or npm test.',
    fr: 'Raccord ne connaît pas la commande « {command} ». Lancez npm start ou npm test.',
  },
  noNetwork: {
    en: 'The npm registry ({registry}) cannot be reached, and it has what Raccord is made of. Check your network or proxy (HTTPS_PROXY) and try again: what was downloaded is kept. The last lines were:\n\n{lines}',
    fr: 'Le registre npm ({registry}) est injoignable, et c’est lui qui fournit les composants de Raccord. Vérifiez votre réseau ou votre proxy (HTTPS_PROXY) et réessayez : ce qui est téléchargé est conservé. Dernières lignes :\n\n{lines}',
  },
  diskFull: {
    en: 'There is no room left on the disk of {folder}, or of your home folder. Raccord needs about 1 GB. Free some space and try again. The last lines were:\n\n{lines}',
    fr: 'Il n’y a plus de place sur le disque de {folder}, ou de votre dossier personnel. Raccord a besoin d’environ 1 Go. Libérez de l’espace et réessayez. Dernières lignes :\n\n{lines}',
  },
  notWritable: {
    en: 'You may not write to {folder}, where Raccord has to install what it needs. Make the folder yours, or run this as its owner. The last lines were:\n\n{lines}',
    fr: 'Vous ne pouvez pas écrire dans {folder}, où Raccord doit installer ce dont il a besoin. Rendez-vous propriétaire du dossier, ou lancez cette commande avec son propriétaire. Dernières lignes :\n\n{lines}',
  },
  installFailed: {
    en: 'The installation did not succeed. Its last lines say why:\n\n{lines}\n\nRemove the cause and try again; if it looks like a fault of Raccord, please report it with these lines.',
    fr: 'L’installation n’a pas réussi. Ses dernières lignes disent pourquoi :\n\n{lines}\n\nSupprimez la cause et réessayez ; si c’est un défaut de Raccord, merci de le signaler avec ces lignes.',
  },
  noNode: {
    en: 'Raccord runs on Node {needed}, and npm has none for this machine ({platform}). Install Node {needed} yourself (https://nodejs.org) and try again.',
    fr: 'Raccord tourne sur Node {needed}, et npm n’en propose pas pour cette machine ({platform}). Installez vous-même Node {needed} (https://nodejs.org) et réessayez.',
  },
  installingTool: {
    en: 'The checks need {tool}: installing it with apt-get…',
    fr: 'Les vérifications ont besoin de {tool} : installation avec apt-get…',
  },
  toolMissing: {
    en: '!! {tool} IS MISSING: its suites are SKIPPED. To run them, install it ({how}) and run npm test again.',
    fr: '!! {tool} MANQUE : ses suites sont SAUTÉES. Pour les exécuter, installez-le ({how}) et relancez npm test.',
  },
  toolRequired: {
    en: '{tool} is missing and could not be installed. In CI nothing is skipped: install it ({how}).',
    fr: '{tool} manque et n’a pas pu être installé. En CI, rien n’est sauté : installez-le ({how}).',
  },
  checkFailed: {
    en: '✗ {check} failed after {seconds} s. The checks after it were not run.',
    fr: '✗ {check} : échec après {seconds} s. Les vérifications suivantes n’ont pas été lancées.',
  },
  checkPassed: { en: '✓ {check}, {seconds} s', fr: '✓ {check}, {seconds} s' },
  checksPassed: {
    en: 'All checks passed in {seconds} s.',
    fr: 'Toutes les vérifications sont passées en {seconds} s.',
  },
  unexpected: {
    en: 'Something we did not foresee happened. Please report it:\n\n{message}',
    fr: 'Il s’est passé quelque chose que nous n’avions pas prévu. Merci de le signaler :\n\n{message}',
  },
};

export const language = /^fr/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
  ? 'fr'
  : 'en';

/** Writes a sentence to the console (standard error: the output of what we start stays its own). */
export function say(code, params = {}) {
  const sentence = texts[code][language].replace(/\{(\w+)\}/g, (place, name) => String(params[name] ?? place));
  process.stderr.write(`${sentence}\n`);
}
