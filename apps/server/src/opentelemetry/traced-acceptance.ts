import type { EngineCommands } from '../engine-commands.ts';
import type { DeliveryTaker } from '../intake/webhook-intake.ts';
import type { Tracing } from './tracing.ts';

/** What people start by hand begins a trace. */
export function tracedCommands(engine: EngineCommands, tracing: Tracing): EngineCommands {
  const flowOf = (flowId: string) => ({ attributes: { 'raccord.flow': flowId } });
  return {
    ...engine,
    fire: (command) => tracing.span('accept manual', flowOf(command.flowId), () => engine.fire(command)),
    fireTrial: (command) => tracing.span('accept trial', flowOf(command.flowId), () => engine.fireTrial(command)),
    replayRun: (command) => tracing.span('accept replay', {}, () => engine.replayRun(command)),
    retryRecords: (command) => tracing.span('accept retry', {}, () => engine.retryRecords(command)),
  };
}

/**
 * A delivery begins a trace. What its sender says of a trace of his own is not believed: else anybody who knows an address could have
 * everything kept.
 */
export function tracedIntake(intake: DeliveryTaker, tracing: Tracing): DeliveryTaker {
  return {
    knows: (token, connector) => intake.knows(token, connector),
    take: (token, delivery) =>
      tracing.span('accept webhook', { kind: 'server', from: [] }, async (span) => {
        const answer = await intake.take(token, delivery);
        span.setAttribute('http.response.status_code', answer.status);
        return answer;
      }),
  };
}
