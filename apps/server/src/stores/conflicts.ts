import { Failure } from '@raccord/contract';

/** SQLSTATE `unique_violation`. */
const UNIQUE_VIOLATION = '23505';

/** Runs a write; a row that is there already becomes the failure `duplicate` / `code`. */
export async function orDuplicate<T>(write: Promise<T>, code: string, params: Record<string, unknown>): Promise<T> {
  try {
    return await write;
  } catch (cause) {
    if ((cause as { code?: unknown }).code === UNIQUE_VIOLATION)
      throw new Failure('duplicate', code, params, { cause });
    throw cause;
  }
}
