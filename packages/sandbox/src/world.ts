import type { Calls } from './control/calls.ts';
import type { Deliveries } from './control/deliveries.ts';
import type { Effects } from './control/effects.ts';
import type { Faults } from './control/faults.ts';
import type { RateLimits } from './control/rate-limits.ts';
import type { MailState } from './mail/mailbox.ts';
import type { States } from './stand-ins.ts';

/** Everything the stand-ins share and know. One per sandbox; nothing is global, so that tests may run several. */
export type World = States & {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Where this sandbox is reached from outside, without a slash at the end. */
  baseUrl: () => string;
  faults: Faults;
  limits: RateLimits;
  calls: Calls;
  effects: Effects;
  deliveries: Deliveries;
  /** The mail provider's account, where one runs beside. It speaks SMTP and IMAP, so it is no stand-in like the others. */
  mail?: MailState;
};
