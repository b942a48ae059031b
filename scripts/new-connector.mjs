// `npm run new:connector -- <id> "<Title>"`: a connector to start from, which passes the conformance test as it is.
import { newConnector } from './new-connector/new-connector.mjs';

const [id, title] = process.argv.slice(2);
try {
  const { files, next } = newConnector(new URL('..', import.meta.url), { id, title });
  process.stdout.write(`${files.map((file) => `  ${file}`).join('\n')}\n\n${next}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
