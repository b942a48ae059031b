import type { ConnectorRegistry } from '@raccord/contract';
import { files } from './files/index.ts';
import { gmail } from './gmail/index.ts';
import { googleSheets } from './google-sheets/index.ts';
import { http } from './http/index.ts';
import { mail } from './mail/index.ts';
import { mailIn } from './mail-in/index.ts';
import { manual } from './manual/index.ts';
import { restHooks } from './rest-hooks/index.ts';
import { schedule } from './schedule/index.ts';
import { slack } from './slack/index.ts';
import { sql } from './sql/index.ts';
import { stripe } from './stripe/index.ts';
import { webhook } from './webhook/index.ts';
import { zohoBooks } from './zoho-books/index.ts';
import { zohoCrm } from './zoho-crm/index.ts';

/** Every connector there is. Palette, docs and conformance tests are derived from it. */
export const connectors = {
  files,
  gmail,
  'google-sheets': googleSheets,
  http,
  mail,
  'mail-in': mailIn,
  manual,
  'rest-hooks': restHooks,
  schedule,
  slack,
  sql,
  stripe,
  webhook,
  'zoho-books': zohoBooks,
  'zoho-crm': zohoCrm,
} satisfies ConnectorRegistry;
