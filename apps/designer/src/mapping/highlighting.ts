import { tagHighlighter, tags } from '@lezer/highlight';
import classes from './expression-editor.module.css';

/** Classes of the style sheet: colours come from the theme, in both of its forms. */
export const highlighting = tagHighlighter([
  { tag: tags.processingInstruction, class: classes.braces! },
  { tag: tags.function(tags.variableName), class: classes.function! },
  { tag: tags.variableName, class: classes.variable! },
  { tag: tags.propertyName, class: classes.name! },
  { tag: [tags.string, tags.regexp], class: classes.string! },
  { tag: [tags.number, tags.atom], class: classes.number! },
  { tag: tags.keyword, class: classes.keyword! },
  { tag: [tags.operator, tags.bracket], class: classes.operator! },
  { tag: tags.comment, class: classes.comment! },
]);
