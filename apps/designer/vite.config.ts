import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    sourcemap: true,
    // Icons come one by one; nothing small is put into the page as data, which the content security policy would refuse to scripts.
    assetsInlineLimit: 0,
    // The page is given its nonce when it is served.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What a first page needs is one file, not a hundred: each request costs more than the bytes in it.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
      },
    },
  },
  // As modules: the code that expressions are evaluated with waits for itself when it is loaded.
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
