import { addressesIn } from './mime.ts';
import { headerOf, type Mailbox, type MailMessage } from './state.ts';

type Test = (message: MailMessage) => boolean;

/**
 * Gmail's search as far as it is used here: `from:` `to:` `subject:` `label:` `in:` `is:` `has:attachment` `after:` `before:`
 * `rfc822msgid:`, words and quoted words, `-`, `OR`, brackets. Terms side by side must all hold.
 */
export function searchTest(mailbox: Mailbox, query: string): Test {
  const tokens = query.match(/\(|\)|-?(?:[\w]+:)?"[^"]*"|[^\s()]+/g) ?? [];
  let at = 0;
  return all();

  function all(): Test {
    const tests: Test[] = [];
    while (at < tokens.length && tokens[at] !== ')') {
      let test = term();
      while (tokens[at] === 'OR') {
        at += 1;
        const [left, right] = [test, term()];
        test = (message) => left(message) || right(message);
      }
      tests.push(test);
    }
    return (message) => tests.every((test) => test(message));
  }

  function term(): Test {
    const token = tokens[at] ?? '';
    at += 1;
    if (token === '(') {
      const inner = all();
      at += 1;
      return inner;
    }
    if (token.startsWith('-') && token.length > 1) {
      const inner = one(token.slice(1));
      return (message) => !inner(message);
    }
    return one(token);
  }

  function one(token: string): Test {
    const match = /^(\w+):"?([^"]*)"?$/.exec(token);
    const [, operator, text = ''] = match ?? [];
    const value = text.toLowerCase();
    const header =
      (name: string): Test =>
      (message) =>
        (headerOf(message, name) ?? '').toLowerCase().includes(value);
    const labelled =
      (id: string): Test =>
      ({ labelIds }) =>
        labelIds.includes(id);
    switch (operator) {
      case 'from':
      case 'subject':
      case 'cc':
        return header(operator);
      case 'to':
        return (message) =>
          ['to', 'cc', 'bcc'].some((name) => addressesIn(headerOf(message, name)).some((to) => to.includes(value)));
      case 'rfc822msgid':
        return (message) => (headerOf(message, 'message-id') ?? '').replace(/[<>]/g, '') === text.replace(/[<>]/g, '');
      case 'label': {
        const label = [...mailbox.labels.values()].find(
          ({ name }) => name.toLowerCase().replace(/[\s/]/g, '-') === value.replace(/[\s/]/g, '-'),
        );
        return labelled(label?.id ?? '');
      }
      case 'in':
        return value === 'anywhere' ? () => true : labelled(value.toUpperCase());
      case 'is':
        return value === 'read' ? ({ labelIds }) => !labelIds.includes('UNREAD') : labelled(value.toUpperCase());
      case 'has':
        return ({ raw }) => /^content-disposition:\s*attachment/im.test(raw.toString('latin1'));
      case 'after':
      case 'before': {
        // A number is seconds; a day begins at Pacific midnight.
        const ms = /^\d{9,}$/.test(text) ? Number(text) * 1_000 : Date.parse(`${text.replaceAll('/', '-')}T08:00:00Z`);
        return ({ internalDate }) => (operator === 'after' ? internalDate >= ms : internalDate < ms);
      }
      default: {
        const word = token.replaceAll('"', '').toLowerCase();
        return ({ raw }) => raw.toString('utf8').toLowerCase().includes(word);
      }
    }
  }
}
