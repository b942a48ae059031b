import type { Catalogue } from '../catalogue.ts';

export const googleSheetsMessages = {
  'googleSheets.sheetUnknown': {
    en: 'The spreadsheet has no sheet of this name, or the range does not exist: {message}. It may have been renamed; choose it again in the node.',
    fr: 'La feuille de calcul n’a pas d’onglet de ce nom, ou la plage n’existe pas : {message}. Il a peut-être été renommé ; choisissez-le à nouveau dans le nœud.',
  },
  'googleSheets.notASheet': {
    en: 'This file is not a Google spreadsheet but an uploaded one: {message}. Open it in Google Sheets and save it as a Google spreadsheet.',
    fr: 'Ce fichier n’est pas une feuille de calcul Google mais un fichier importé : {message}. Ouvrez-le dans Google Sheets et enregistrez-le comme feuille de calcul Google.',
  },
  'googleSheets.outsideGrid': {
    en: 'The range lies outside the sheet: {message}. Add rows or columns there, or correct the range.',
    fr: 'La plage sort de l’onglet : {message}. Ajoutez-y des lignes ou des colonnes, ou corrigez la plage.',
  },
  'googleSheets.full': {
    en: 'The spreadsheet is full: {message}. Move old rows to another one, then run the record again.',
    fr: 'La feuille de calcul est pleine : {message}. Déplacez d’anciennes lignes ailleurs, puis relancez l’enregistrement.',
  },
  'googleSheets.headerMissing': {
    en: 'Row {row} of sheet "{sheet}" is empty, but the names of the columns should be there. Put them back, or set the right header row.',
    fr: 'La ligne {row} de l’onglet « {sheet} » est vide alors qu’elle devrait porter les noms des colonnes. Remettez-les, ou indiquez la bonne ligne d’en-tête.',
  },
  'googleSheets.columnUnknown': {
    en: 'Sheet "{sheet}" has no column "{column}"; it has {known}. It may have been renamed: rename it back, or correct the node.',
    fr: 'L’onglet « {sheet} » n’a pas de colonne « {column} » ; il a {known}. Elle a peut-être été renommée : rétablissez son nom, ou corrigez le nœud.',
  },
  'googleSheets.columnTwice': {
    en: 'Sheet "{sheet}" has several columns called "{column}", so it is not clear which is meant. Give each its own name.',
    fr: 'L’onglet « {sheet} » a plusieurs colonnes « {column} » ; on ne sait pas laquelle est visée. Donnez à chacune son propre nom.',
  },
  'googleSheets.keyColumnNeeded': {
    en: 'No key column is chosen, so the row cannot be told from the others. Choose one in the node.',
    fr: 'Aucune colonne clé n’est choisie ; la ligne ne peut pas être distinguée des autres. Choisissez-en une dans le nœud.',
  },
  'googleSheets.keyEmpty': {
    en: 'The record gives no value for the key column "{column}". Fill it in and run the record again.',
    fr: 'L’enregistrement ne donne pas de valeur à la colonne clé « {column} ». Remplissez-la et relancez l’enregistrement.',
  },
  'googleSheets.keyTwice': {
    en: 'Rows {rows} of sheet "{sheet}" all have "{key}" in the key column, so it is not clear which is meant. Keep one, then run the record again.',
    fr: 'Les lignes {rows} de l’onglet « {sheet} » ont toutes « {key} » dans la colonne clé ; on ne sait pas laquelle est visée. Gardez-en une, puis relancez l’enregistrement.',
  },
  'googleSheets.rowUnknown': {
    en: 'Sheet "{sheet}" has no row "{key}". It may have been deleted, or its key changed.',
    fr: 'L’onglet « {sheet} » n’a pas de ligne « {key} ». Elle a peut-être été supprimée, ou sa clé modifiée.',
  },
  'googleSheets.versionNeeded': {
    en: 'Without a key column, a row is removed only together with its version, so that no other row is hit. Map the version, or choose a key column.',
    fr: 'Sans colonne clé, une ligne ne peut être supprimée qu’avec sa version, pour n’en toucher aucune autre. Reliez la version, ou choisissez une colonne clé.',
  },
  'googleSheets.cellInvalid': {
    en: 'A list or an object was to be written into column "{column}"; a cell takes text, a number, true or false. Map one value out of it.',
    fr: 'Une liste ou un objet devait être écrit dans la colonne « {column} » ; une cellule prend un texte, un nombre, vrai ou faux. Reliez une seule valeur.',
  },
  'googleSheets.cellTooLong': {
    en: 'The text for column "{column}" has {length} characters; a cell takes {limit}. Shorten it and run the record again.',
    fr: 'Le texte pour la colonne « {column} » fait {length} caractères ; une cellule en prend {limit}. Raccourcissez-le et relancez l’enregistrement.',
  },
  'googleSheets.tooManyRows': {
    en: 'Sheet "{sheet}" is too large to be watched for changes: {rows} rows, {cells} cells; {limit} rows and {cellLimit} cells are possible. Move old rows to another sheet, and delete empty ones.',
    fr: 'L’onglet « {sheet} » est trop grand pour être surveillé : {rows} lignes, {cells} cellules ; {limit} lignes et {cellLimit} cellules sont possibles. Déplacez d’anciennes lignes vers un autre onglet et supprimez les vides.',
  },
  'googleSheets.misplaced': {
    en: 'Google put the row at {range}, not below the header of sheet "{sheet}": gaps or a second table mislead it. The row is there; move it, and tidy up the sheet.',
    fr: 'Google a placé la ligne en {range}, et non sous l’en-tête de l’onglet « {sheet} » : des vides ou un second tableau l’égarent. La ligne y est ; déplacez-la et mettez l’onglet en ordre.',
  },
} satisfies Catalogue;
