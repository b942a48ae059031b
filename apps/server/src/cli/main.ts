import { keepCompiledCode } from '../compiled-code.ts';

// The `raccord` command. What is imported the ordinary way would be compiled before the first line runs.
keepCompiledCode();
await import('./raccord.ts');
