import { describeFailure, type FailureData } from '@raccord/contract';
import type { FastifyRequest } from 'fastify';
import { preferredLanguage } from '../../plugins/languages.ts';

/** A failure with its sentence in the caller's language. */
export function withMessage(failure: FailureData, request: FastifyRequest) {
  const language = preferredLanguage(request.headers['accept-language']);
  return { ...failure, message: describeFailure(failure, language) };
}
