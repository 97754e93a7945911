import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Served by the server at /admin/; in development it asks a server on the usual port. */
export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  // Nothing is inlined: the policy of the page lets scripts and fonts come from our own address only.
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': process.env.HOLDFAST_API ?? 'http://127.0.0.1:3000' } },
});
