import type { AddCommand } from '../cli.ts';
import { addStart } from './start.ts';

/** Every command, in the order of the help. */
export const commands: readonly AddCommand[] = [addStart];
