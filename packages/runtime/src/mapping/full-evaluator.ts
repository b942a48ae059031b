import { Failure } from '@raccord/contract';
import jsonata from 'jsonata';
import type { AstNode } from './ast.ts';
import type { RunClock } from './expression.ts';
import { limits } from './limits.ts';
import { syntaxFailure } from './scan.ts';

const options = { timeout: limits.timeoutMs, stack: limits.stack, sequence: limits.sequence };

/** JSONata's syntax tree of an expression. Throws `mapping.syntax`, or `mapping.tooComplex` where its parser runs out of stack. */
export function parseExpression(source: string): AstNode {
  try {
    return jsonata(source, options).ast() as AstNode;
  } catch (thrown) {
    throw parseFailure(source, thrown);
  }
}

function parseFailure(source: string, thrown: unknown): Failure {
  if (thrown instanceof RangeError) {
    return new Failure('config', 'mapping.tooComplex', {
      expression: source.slice(0, 500),
      what: 'nesting',
      limit: limits.expressionDepth,
    });
  }
  const error = thrown as { code?: unknown; position?: unknown; token?: unknown; message?: unknown };
  return syntaxFailure(source, {
    code: typeof error.code === 'string' ? error.code : 'S0000',
    position: typeof error.position === 'number' ? error.position : 0,
    token: typeof error.token === 'string' ? error.token : '',
    message: String(error.message ?? error.code),
  });
}

export type FullEvaluator = (context: Record<string, unknown>, run?: RunClock) => Promise<unknown>;

/** JSONata's own evaluator behind our guards. */
export function createFullEvaluator(source: string, _ast: AstNode): FullEvaluator {
  const expression = jsonata(source, options);
  return async (context) => {
    try {
      return await expression.evaluate(context);
    } catch (thrown) {
      throw evaluationFailure(source, thrown);
    }
  };
}

/** Codes with which the guards stop an expression: too deep, too long, too many items. */
const guardCodes = new Set(['D1011', 'D1012', 'D2014', 'D2015']);

function evaluationFailure(source: string, thrown: unknown): Failure {
  const expression = source.slice(0, 500);
  if (thrown instanceof Failure) return thrown;
  const error = thrown as { code?: unknown; position?: unknown; message?: unknown; value?: unknown };
  const code = typeof error.code === 'string' ? error.code : 'D0000';
  const message = String(error.message ?? code).slice(0, 500);
  if (guardCodes.has(code)) return new Failure('tooLarge', 'mapping.tooMuchWork', { expression, code, message });
  return new Failure('input', 'mapping.failed', { expression, code, message, position: error.position ?? null });
}
