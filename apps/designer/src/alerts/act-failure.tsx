import { Alert } from '@mantine/core';
import { failureText } from '../api/failure-text.ts';

/** Why something that somebody did was refused; nothing while it was not. */
export function ActFailure({ of }: { of: unknown }) {
  if (of === null || of === undefined) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {failureText(of)}
    </Alert>
  );
}
