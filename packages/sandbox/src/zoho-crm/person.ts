import type { World } from '../world.ts';
import type { CrmCall, Fields } from './call.ts';
import { invalidModule } from './errors.ts';
import { crmTime } from './times.ts';
import { answerWrite, insert, update, type WriteResult } from './write.ts';

/** Somebody in the CRM enters a record, or changes the one with this id; who watches the module is told. */
export function personWrites(world: World, name: string, fields: Fields, id?: string): WriteResult {
  const module = world.crm.modules.get(name) ?? invalidModule();
  const call: CrmCall = {
    world,
    crm: world.crm,
    params: { module: name },
    query: new URLSearchParams(),
    fields: {},
    multipart: undefined,
    header: () => undefined,
    time: crmTime(world.now()),
    // Nobody's flow did it, so that no ledger counts it.
    effect() {},
  };
  const result = id === undefined ? insert(call, module, fields, 0) : update(call, module, id, fields, 0);
  answerWrite(call, module, [result], id === undefined ? 'insert' : 'update');
  return result;
}
