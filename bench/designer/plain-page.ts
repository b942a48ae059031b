import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Builds the plain drawing and serves it, with a page that holds nothing beside it at `/blank.html`. @returns its address */
export async function servePlain(folder: string): Promise<{ address: string; close(): Promise<void> }> {
  const root = fileURLToPath(new URL('./plain/', import.meta.url));
  await build({ root, base: './', logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://plain').pathname;
    const name = path === '/' ? '/index.html' : path;
    const blank = '<!doctype html><html lang="en"><title>Blank</title><h1>Blank</h1></html>';
    const content = name === '/blank.html' ? Promise.resolve(Buffer.from(blank)) : readFile(join(folder, name));
    content.then(
      (bytes) => response.writeHead(200, { 'content-type': types[extname(name)] ?? 'text/plain' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
