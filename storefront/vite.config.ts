import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Two builds: the browser's, with a manifest that the server reads, and the server's. The latter bundles React, so that
 * it is React's production build whatever NODE_ENV the process has.
 */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react()],
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  // No inlined assets: the content security policy allows no data: URLs for scripts, styles and fonts.
  build: isSsrBuild
    ? { copyPublicDir: false, target: 'node22' }
    : {
        manifest: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: 'src/entry-client.tsx',
          output: {
            codeSplitting: {
              groups: [
                // What the first page needs is one file: each further one is a round trip of a phone.
                { name: 'first', tags: ['$initial'], priority: 2 },
                // Small modules of several later pages share a few files instead of one each.
                {
                  name: 'later',
                  minShareCount: 2,
                  entriesAware: true,
                  entriesAwareMergeThreshold: 8_000,
                  priority: 1,
                },
              ],
            },
          },
        },
      },
  ssr: { noExternal: true },
}));
