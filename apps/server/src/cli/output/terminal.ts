import { styleText } from 'node:util';
import { describeFailure, type FailureData, fill, type Language } from '@raccord/contract';
import { type cliMessages, cliMessages as sentences } from '@raccord/contract/messages/cli';

export type CliMessage = keyof typeof cliMessages;
type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Where a command writes. Data goes to `print` (standard output), everything else to `note` (standard error). */
export type Terminal = {
  language: Language;
  /** Whether somebody watches standard error: progress is shown only then. */
  isWatched: boolean;
  /** A line on standard output. */
  print(line: string): void;
  /** A line on standard error. */
  note(line: string): void;
  /** The sentence in the user's language. */
  text(code: CliMessage, params?: Record<string, unknown>): string;
  describe(failure: FailureData): string;
  /** Colours only where standard output is a terminal. */
  style(style: Style, text: string): string;
};

/** The terminal of this process. */
export function processTerminal({ language, mayColour }: { language: Language; mayColour: boolean }): Terminal {
  const colours = mayColour && process.stdout.isTTY === true;
  return {
    language,
    isWatched: process.stderr.isTTY === true,
    print: (line) => void process.stdout.write(`${line}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
    text: (code, params = {}) => fill(sentences[code][language], params),
    describe: (failure) => describeFailure(failure, language),
    style: (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text),
  };
}
