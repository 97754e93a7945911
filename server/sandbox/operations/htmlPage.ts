/** The sandbox's pages for people: the bank's, and those of connected accounts. */
import { randomUUID } from 'node:crypto';
import type { Context } from 'koa';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text as HTML. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character]!);

const style = `
  :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #6b7280; --accent: #1d4ed8; }
  @media (prefers-color-scheme: dark) { :root { --ink: #f3f4f6; --paper: #16191d; --line: #9ca3af; --accent: #93b4ff; } }
  body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
  main { max-width: 26rem; margin: 0 auto; padding: 1.5rem 1rem; }
  h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; border-block: 1px solid var(--line); padding: 1rem 0; }
  dt { color: inherit; } dd { margin: 0; text-align: right; font-weight: 600; overflow-wrap: anywhere; }
  form { display: flex; flex-wrap: wrap; gap: .75rem; }
  button { flex: 1 1 8rem; min-height: 3rem; font: inherit; font-weight: 600; border-radius: .5rem; border: 2px solid var(--accent); cursor: pointer; }
  .approve { background: var(--accent); color: var(--paper); } .refuse { background: transparent; color: var(--ink); }
  :focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
  a { color: var(--accent); }`;

/** A page for a person. `main` and `script` are HTML and code already. */
export interface Page {
  title: string;
  main: string;
  script?: string;
}

/** Answers with a page that no one caches, and whose scripts are its own. */
export function send(ctx: Context, status: number, { title, main, script }: Page): void {
  const nonce = randomUUID();
  ctx.status = status;
  ctx.set({
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    // Any merchant may frame the test bank, as banks allow.
    'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors *`,
  });
  ctx.type = 'html';
  ctx.body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
${main}
</main>
${script === undefined ? '' : `<script nonce="${nonce}">${script}</script>`}
</body>
</html>
`;
}
