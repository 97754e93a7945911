import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

/** What `main.ts` needs before the application is here. Not itself: it awaits the application, which needs these too. */
const early =
  /[\\/](?:ui[\\/](?:earlyKeys|keptKeys)|app[\\/]early|dataProvider[\\/]early|listings[\\/]listingsViews)\.ts$|[\\/]apiClient[\\/]/;
/** The rules of Vite and Rolldown themselves, which every chunk needs. */
const isOfBundler = (id: string) => id.startsWith('\0') || id.includes('vite/');

/** Served by the server at /admin/; in development it asks a server on the usual port. */
export default defineConfig({
  base: '/admin/',
  plugins: [react(), precompress()],
  build: {
    // Nothing is inlined: the policy of the page lets scripts and fonts come from our own address only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // Left alone, each combination of pages that share something is a file of its own: 85 of them for one page.
        codeSplitting: {
          groups: [
            { name: 'early', test: (id: string) => early.test(id) || isOfBundler(id), priority: 3 },
            // Shared by many pages; AG Grid and charts belong to the pages that show them.
            {
              name: 'desk',
              test: (id: string) => !/[\\/]node_modules[\\/](?:ag-|recharts|victory|d3-)/.test(id),
              minShareCount: 7,
              priority: 2,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env.HOLDFAST_API ?? 'http://127.0.0.1:3000' } },
});
