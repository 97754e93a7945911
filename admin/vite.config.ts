import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { chunks } from './chunks.ts';
import { precompress } from './precompress.ts';

/** Served by the server at /admin/; in development it asks a server on the usual port. */
export default defineConfig({
  base: '/admin/',
  plugins: [react(), precompress()],
  build: {
    // Nothing is inlined: the policy of the page lets scripts and fonts come from our own address only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  server: { proxy: { '/api': process.env.HOLDFAST_API ?? 'http://127.0.0.1:3000' } },
});
