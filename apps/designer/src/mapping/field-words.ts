/** Words that mean the same in names of fields, in both languages; the first stands for all. */
const families: readonly (readonly string[])[] = [
  ['email', 'mail', 'courriel', 'mel', 'emailaddress'],
  ['phone', 'telephone', 'tel', 'mobile', 'portable', 'gsm', 'cell'],
  ['first', 'firstname', 'prenom', 'given', 'forename'],
  ['last', 'lastname', 'surname', 'family'],
  ['name', 'nom', 'fullname', 'displayname', 'intitule', 'label', 'libelle'],
  ['company', 'societe', 'entreprise', 'organization', 'organisation', 'raison'],
  ['customer', 'client', 'contact', 'buyer', 'acheteur', 'payer'],
  ['supplier', 'fournisseur', 'vendor'],
  ['address', 'adresse', 'addr'],
  ['street', 'rue', 'line1', 'voie'],
  ['city', 'ville', 'town', 'commune'],
  ['zip', 'postal', 'postcode', 'zipcode', 'cp'],
  ['country', 'pays'],
  ['state', 'region', 'province'],
  ['amount', 'montant', 'somme', 'price', 'prix', 'rate', 'tarif', 'cost', 'cout'],
  ['value', 'valeur'],
  ['total', 'grandtotal'],
  ['quantity', 'qty', 'quantite', 'qte', 'nombre'],
  ['currency', 'devise', 'monnaie'],
  ['tax', 'taxe', 'tva', 'vat'],
  ['date', 'day', 'jour', 'at', 'on', 'le'],
  ['created', 'creation', 'cree'],
  ['updated', 'modified', 'modifie', 'changed'],
  ['due', 'echeance'],
  ['reference', 'ref'],
  ['number', 'no', 'num', 'numero', 'nr'],
  ['id', 'identifier', 'identifiant', 'uid', 'key', 'cle'],
  ['description', 'desc', 'details', 'memo'],
  ['note', 'notes', 'comment', 'commentaire', 'remark', 'remarque'],
  ['subject', 'objet', 'sujet'],
  ['title', 'titre'],
  ['text', 'texte', 'body', 'corps', 'message', 'content', 'contenu'],
  ['item', 'article', 'product', 'produit', 'sku'],
  ['line', 'ligne', 'row'],
  ['order', 'commande'],
  ['invoice', 'facture'],
  ['payment', 'paiement', 'reglement'],
  ['refund', 'remboursement'],
  ['status', 'statut', 'etat', 'stage', 'etape'],
  ['type', 'kind', 'genre', 'categorie', 'category'],
  ['url', 'link', 'lien', 'website', 'site'],
  ['language', 'langue', 'locale', 'lang'],
  ['owner', 'proprietaire', 'responsable'],
  ['birthday', 'birthdate', 'naissance'],
];
const canonical = new Map(families.flatMap(([first = '', ...rest]) => rest.map((word) => [word, first] as const)));
/** They tell nothing apart. */
const empty = new Set([
  'the',
  'of',
  'de',
  'du',
  'des',
  'la',
  'les',
  'un',
  'une',
  'd',
  'l',
  'a',
  'to',
  'for',
  'c',
  'x',
  'custom',
]);

/** The words of a field's name, without accents, case, plural and language: `Adresse e-mail`, `email_address` and `eMail` are near. */
export function wordsOfName(name: string): string[] {
  const parted = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\be[\s-]mail\b/g, 'email')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !empty.has(word));
  const words = parted.map((word) => {
    const single =
      word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us') ? word.slice(0, -1) : word;
    return canonical.get(word) ?? canonical.get(single) ?? single;
  });
  const names = new Set(words);
  // `first` and `first_name` are the same of a person.
  if (names.has('first') || names.has('last')) names.delete('name');
  return [...names];
}
