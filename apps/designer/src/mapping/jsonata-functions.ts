/** A function of JSONata, for completion and help. `args` name what it takes; one with `?` may be left out. */
export type KnownFunction = {
  name: string;
  args: readonly string[];
  /** JSON schema's name of what it gives; absent where it depends. */
  gives?: string;
  en: string;
  fr: string;
};

const known = (name: string, args: string, gives: string, en: string, fr: string): KnownFunction => ({
  name,
  args: args === '' ? [] : args.split(' '),
  ...(gives === '' ? {} : { gives }),
  en,
  fr,
});

/** `$eval` is missing on purpose: flows may not use it. */
export const knownFunctions: readonly KnownFunction[] = [
  known('string', 'value pretty?', 'string', 'Turns a value into text.', 'Change une valeur en texte.'),
  known('length', 'text', 'integer', 'Counts the characters.', 'Compte les caractères.'),
  known(
    'substring',
    'text start length?',
    'string',
    'Takes a part, counted from 0.',
    'Prend une partie, comptée à partir de 0.',
  ),
  known('substringBefore', 'text mark', 'string', 'What stands before the mark.', 'Ce qui précède le repère.'),
  known('substringAfter', 'text mark', 'string', 'What stands after the mark.', 'Ce qui suit le repère.'),
  known('uppercase', 'text', 'string', 'In capital letters.', 'En majuscules.'),
  known('lowercase', 'text', 'string', 'In small letters.', 'En minuscules.'),
  known(
    'trim',
    'text',
    'string',
    'Takes away space around, and doubled inside.',
    'Enlève les espaces autour, et en double à l’intérieur.',
  ),
  known(
    'pad',
    'text width char?',
    'string',
    'Fills up to a width; a negative one fills on the left.',
    'Complète jusqu’à une largeur ; négative, à gauche.',
  ),
  known('contains', 'text pattern', 'boolean', 'Whether it is in the text.', 'Si le texte le contient.'),
  known('split', 'text separator limit?', 'array', 'Cuts a text into a list.', 'Découpe un texte en liste.'),
  known('join', 'list separator?', 'string', 'Puts a list of texts together.', 'Réunit une liste de textes.'),
  known(
    'match',
    'text pattern limit?',
    'array',
    'Every place a pattern matches.',
    'Chaque endroit où un motif correspond.',
  ),
  known(
    'replace',
    'text pattern replacement limit?',
    'string',
    'Replaces every occurrence.',
    'Remplace chaque occurrence.',
  ),
  known('base64encode', 'text', 'string', 'Writes a text in Base64.', 'Écrit un texte en Base64.'),
  known('base64decode', 'text', 'string', 'Reads a text from Base64.', 'Lit un texte en Base64.'),
  known('encodeUrlComponent', 'text', 'string', 'Writes a part of a web address.', 'Écrit une partie d’adresse web.'),
  known('encodeUrl', 'text', 'string', 'Writes a whole web address.', 'Écrit une adresse web entière.'),
  known('decodeUrlComponent', 'text', 'string', 'Reads a part of a web address.', 'Lit une partie d’adresse web.'),
  known('decodeUrl', 'text', 'string', 'Reads a whole web address.', 'Lit une adresse web entière.'),
  known('number', 'value', 'number', 'Turns a text into a number.', 'Change un texte en nombre.'),
  known('abs', 'number', 'number', 'Without its sign.', 'Sans son signe.'),
  known('floor', 'number', 'integer', 'Rounds down.', 'Arrondit vers le bas.'),
  known('ceil', 'number', 'integer', 'Rounds up.', 'Arrondit vers le haut.'),
  known(
    'round',
    'number digits?',
    'number',
    'Rounds; half goes to the even side.',
    'Arrondit ; la moitié va vers le pair.',
  ),
  known('power', 'base exponent', 'number', 'Raises to a power.', 'Élève à une puissance.'),
  known('sqrt', 'number', 'number', 'The square root.', 'La racine carrée.'),
  known('random', '', 'number', 'By chance, from 0 to 1.', 'Au hasard, de 0 à 1.'),
  known(
    'formatNumber',
    'number picture options?',
    'string',
    'Writes a number as the picture shows, like #,##0.00.',
    'Écrit un nombre comme le modèle, par exemple #,##0.00.',
  ),
  known(
    'formatBase',
    'number radix?',
    'string',
    'Writes a whole number in another base.',
    'Écrit un entier dans une autre base.',
  ),
  known(
    'formatInteger',
    'number picture',
    'string',
    'Writes a whole number in words or digits.',
    'Écrit un entier en lettres ou en chiffres.',
  ),
  known('parseInteger', 'text picture', 'integer', 'Reads a whole number.', 'Lit un entier.'),
  known('sum', 'list', 'number', 'Adds all numbers of a list.', 'Additionne les nombres d’une liste.'),
  known('max', 'list', 'number', 'The largest number.', 'Le plus grand nombre.'),
  known('min', 'list', 'number', 'The smallest number.', 'Le plus petit nombre.'),
  known('average', 'list', 'number', 'The mean of all numbers.', 'La moyenne des nombres.'),
  known(
    'boolean',
    'value',
    'boolean',
    'Whether there is something: not empty, not 0.',
    'S’il y a quelque chose : ni vide, ni 0.',
  ),
  known('not', 'value', 'boolean', 'Turns true into false.', 'Change vrai en faux.'),
  known('exists', 'value', 'boolean', 'Whether the field is there.', 'Si le champ est présent.'),
  known('count', 'list', 'integer', 'Counts the entries.', 'Compte les éléments.'),
  known('append', 'list list', 'array', 'Puts two lists one behind the other.', 'Met deux listes bout à bout.'),
  known(
    'sort',
    'list function?',
    'array',
    'Sorts; the function says what comes later.',
    'Trie ; la fonction dit ce qui vient après.',
  ),
  known('reverse', 'list', 'array', 'The other way round.', 'Dans l’ordre inverse.'),
  known('shuffle', 'list', 'array', 'In an order by chance.', 'Dans un ordre au hasard.'),
  known('distinct', 'list', 'array', 'Each entry once.', 'Chaque élément une fois.'),
  known('zip', 'list list', 'array', 'Pairs the entries of lists.', 'Apparie les éléments de listes.'),
  known('keys', 'object', 'array', 'The names of the fields.', 'Les noms des champs.'),
  known('lookup', 'object name', '', 'The field of that name.', 'Le champ de ce nom.'),
  known('spread', 'object', 'array', 'One object for each field.', 'Un objet pour chaque champ.'),
  known('merge', 'objects', 'object', 'Makes one object of several.', 'Fait un seul objet de plusieurs.'),
  known(
    'sift',
    'object function',
    'object',
    'Keeps the fields the function says.',
    'Garde les champs que dit la fonction.',
  ),
  known(
    'each',
    'object function',
    'array',
    'Applies a function to each field.',
    'Applique une fonction à chaque champ.',
  ),
  known(
    'map',
    'list function',
    'array',
    'Applies a function to each entry.',
    'Applique une fonction à chaque élément.',
  ),
  known(
    'filter',
    'list function',
    'array',
    'Keeps the entries the function says.',
    'Garde les éléments que dit la fonction.',
  ),
  known('single', 'list function?', '', 'The only entry the function says.', 'Le seul élément que dit la fonction.'),
  known('reduce', 'list function start?', '', 'Makes one value of a list.', 'Fait une seule valeur d’une liste.'),
  known('type', 'value', 'string', 'The name of the type.', 'Le nom du type.'),
  known('error', 'message', '', 'Stops the record with your message.', 'Arrête l’enregistrement avec votre message.'),
  known(
    'assert',
    'condition message',
    '',
    'Stops the record when the condition does not hold.',
    'Arrête l’enregistrement si la condition ne tient pas.',
  ),
  known('now', 'picture? zone?', 'string', 'The moment of the run, as text.', 'Le moment de l’exécution, en texte.'),
  known(
    'millis',
    '',
    'integer',
    'The moment of the run, in milliseconds.',
    'Le moment de l’exécution, en millisecondes.',
  ),
  known(
    'fromMillis',
    'milliseconds picture? zone?',
    'string',
    'Writes a moment, like [Y0001]-[M01]-[D01].',
    'Écrit un moment, par exemple [D01]/[M01]/[Y0001].',
  ),
  known('toMillis', 'text picture?', 'integer', 'Reads a moment.', 'Lit un moment.'),
  known('clone', 'value', '', 'A copy of its own.', 'Une copie à part.'),
];

const byName = new Map(knownFunctions.map((one) => [one.name, one]));
export const functionNamed = (name: string): KnownFunction | undefined => byName.get(name);

/** `$substring(text, start, length?)`, as it is shown. */
export const signatureOf = ({ name, args }: KnownFunction): string => `$${name}(${args.join(', ')})`;

/** The type of an expression that is one call of a known function and nothing else. */
export function returnTypeOf(expression: string): string | undefined {
  const call = /^\s*\$([A-Za-z0-9]+)\s*\(/.exec(expression);
  const found = call === null ? undefined : functionNamed(call[1]!);
  if (found?.gives === undefined) return undefined;
  let depth = 0;
  let quote = '';
  for (const [at, char] of [...expression.trim()].entries()) {
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (`"'\``.includes(char)) quote = char;
    else if (char === '(') depth += 1;
    else if (char === ')' && --depth === 0) return at === [...expression.trim()].length - 1 ? found.gives : undefined;
  }
  return undefined;
}
