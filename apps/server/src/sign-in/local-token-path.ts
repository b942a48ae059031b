import { join } from 'node:path';

/** Where commands on the same machine find their token: whoever may read the file is already the server's user. */
export const localTokenPath = (home: string) => join(home, 'cli-token');
