/** `/api/docs`: the reference to read and try, and a page that explains each problem code. */

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { problems } from '@holdfast/shared/http';
import type { Middleware } from 'koa';
import send from 'koa-send';

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const initializer = `window.onload = () => {
  window.ui = SwaggerUIBundle({
    url: '/api/openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    presets: [SwaggerUIBundle.presets.apis],
    layout: 'BaseLayout',
    validatorUrl: null,
  });
};`;

function problemPage(): string {
  const rows = Object.entries(problems)
    .map(
      ([code, { status, title }]) =>
        `<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${status}</td><td>${title}</td></tr>`,
    )
    .join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Problems of the Holdfast API</title></head>
<body><main><h1>Problems</h1><p>Every error answer is RFC 9457 problem details with one of these codes.</p>
<table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead><tbody>${rows}</tbody></table></main></body></html>`;
}

/**
 * Serves the API reference and the problem pages under `/api`.
 * @param openApi makes the document, once
 */
export function serveDocs(openApi: () => unknown): Middleware {
  let document: string | null = null;
  return async (ctx, next) => {
    if (ctx.path === '/api/openapi.json') {
      document ??= JSON.stringify(openApi());
      ctx.type = 'application/json';
      ctx.body = document;
      return;
    }
    if (!ctx.path.startsWith('/api/docs')) return next();
    if (ctx.path === '/api/docs') return ctx.redirect('/api/docs/');
    if (ctx.path === '/api/docs/problems') {
      ctx.type = 'html';
      ctx.body = problemPage();
      return;
    }
    const file = ctx.path.slice('/api/docs'.length);
    if (file === '/swagger-initializer.js') {
      ctx.type = 'js';
      ctx.body = initializer;
      return;
    }
    await send(ctx, file === '/' ? '/index.html' : file, { root: assets });
  };
}
