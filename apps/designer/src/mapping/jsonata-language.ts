import { StreamLanguage, type StringStream } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/** Where the reader is: in the fixed text, or in an expression with so many brackets open. */
type State = { inside: boolean; depth: number; operand: boolean; open: '' | '"' | "'" | '/*' };

/** Texts with JSONata between double braces, as the engine reads them. */
export const templateLanguage = StreamLanguage.define<State>({
  name: 'raccord-template',
  startState: () => ({ inside: false, depth: 0, operand: false, open: '' }),
  copyState: (state) => ({ ...state }),
  token: (stream, state) => (state.inside ? insideToken(stream, state) : textToken(stream, state)),
  tokenTable: {
    braces: tags.processingInstruction,
    text: tags.content,
    function: tags.function(tags.variableName),
    variable: tags.variableName,
    name: tags.propertyName,
    string: tags.string,
    number: tags.number,
    atom: tags.atom,
    keyword: tags.keyword,
    operator: tags.operator,
    bracket: tags.bracket,
    comment: tags.comment,
    regexp: tags.regexp,
  },
});

function textToken(stream: StringStream, state: State): string {
  if (stream.match('{{')) {
    Object.assign(state, { inside: true, depth: 0, operand: false });
    return 'braces';
  }
  stream.match(/^(?:\\\{\{|\\|\{(?!\{)|[^{\\]+)/) || stream.next();
  return 'text';
}

function insideToken(stream: StringStream, state: State): string | null {
  if (state.open !== '') return rest(stream, state);
  if (stream.eatSpace()) return null;
  if (state.depth === 0 && stream.match('}}')) {
    state.inside = false;
    return 'braces';
  }
  if (stream.match('/*')) {
    state.open = '/*';
    return rest(stream, state);
  }
  const quote = stream.match(/^["']/);
  if (quote) {
    state.open = (quote as RegExpMatchArray)[0] as '"';
    state.operand = true;
    return rest(stream, state);
  }
  return simpleToken(stream, state);
}

function simpleToken(stream: StringStream, state: State): string {
  const wasOperand = state.operand;
  state.operand = true;
  if (stream.match(/^`[^`]*`?/)) return 'name';
  if (stream.match(/^\$[A-Za-z0-9_$]*(?=\s*\()/)) return 'function';
  if (stream.match(/^\$[A-Za-z0-9_$]*/)) return 'variable';
  if (stream.match(/^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/)) return 'number';
  const word = stream.match(/^[A-Za-z_\u00c0-\uffff][\w\u00c0-\uffff]*/);
  if (word) {
    const [text] = word as RegExpMatchArray;
    if (text === 'function' || text === 'λ') return 'keyword';
    if (['true', 'false', 'null'].includes(text)) return 'atom';
    if (!wasOperand || !['and', 'or', 'in'].includes(text)) return 'name';
    state.operand = false;
    return 'keyword';
  }
  if (!wasOperand && stream.match(/^\/(?:[^/\\]|\\.)+\/[im]*/)) return 'regexp';
  const char = stream.next() ?? '';
  if ('([{'.includes(char)) {
    state.depth += 1;
    state.operand = false;
    return 'bracket';
  }
  if (')]}'.includes(char)) {
    state.depth = Math.max(0, state.depth - 1);
    return 'bracket';
  }
  state.operand = false;
  return 'operator';
}

/** To the end of a text or a comment, or of the line. */
function rest(stream: StringStream, state: State): string {
  const { open } = state;
  while (!stream.eol()) {
    if (open === '/*' && stream.match('*/')) {
      state.open = '';
      return 'comment';
    }
    const char = stream.next();
    if (open !== '/*' && char === '\\') stream.next();
    else if (char === open) {
      state.open = '';
      return 'string';
    }
  }
  return open === '/*' ? 'comment' : 'string';
}
