import type { ActiveFault } from '@raccord/sandbox';
import type { Deps } from '../deps.ts';
import { askSandbox } from './ask-sandbox.ts';

/** `id` null: of the mail account, whose faults stand in a queue and are met by the next mails, one each. */
export type SandboxFault = {
  id: number | null;
  system: string;
  fault: string;
  times: number | null;
  rate: number | null;
  met: number;
  method: string | null;
  path: string | null;
  /** It has met all the calls it was to meet. */
  over: boolean;
};

/** The faults that are switched on, those of the mail account with the rest. */
export async function readSandboxFaults(deps: Pick<Deps, 'sandbox'>): Promise<SandboxFault[]> {
  const { faults } = await askSandbox<{ faults: ActiveFault[] }>(deps, 'GET', '/faults');
  const mail = await askSandbox<{ faults: string[] }>(deps, 'GET', '/mail/faults');
  const waiting = Map.groupBy(mail.faults, (fault) => fault);
  return [
    ...faults.map(({ id, vendor, fault, times = null, rate = null, met, match }) => ({
      id,
      system: vendor,
      fault,
      times,
      rate,
      met,
      method: match?.method ?? null,
      path: match?.path ?? null,
      over: times !== null && met >= times,
    })),
    ...[...waiting].map(([fault, { length }]) => ({
      ...{ id: null, system: 'mail', fault, times: length, rate: null, met: 0, method: null, path: null, over: false },
    })),
  ];
}
