import type { ConnectorRegistry } from '@raccord/contract';
import { http } from './http/index.ts';
import { manual } from './manual/index.ts';
import { schedule } from './schedule/index.ts';
import { stripe } from './stripe/index.ts';
import { webhook } from './webhook/index.ts';

/** Every connector there is. Palette, docs and conformance tests are derived from it. */
export const connectors = { http, manual, schedule, stripe, webhook } satisfies ConnectorRegistry;
