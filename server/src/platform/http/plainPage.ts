/** Pages for browsers without JavaScript: where a form is sent by the browser itself, a person reads what is answered. */
import { hash } from 'node:crypto';
import type { ProblemDetails } from '@holdfast/shared/http';
import { escapeHtml } from '../escapeHtml.ts';
import type { Ctx } from './context.ts';

const style = `:root{color-scheme:light dark}body{font:17px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
a{color:inherit}ol{list-style:none;padding:0}li{border-left:4px solid #0d4d3a;padding:.2rem 0 .2rem 1rem;margin:1rem 0}li.us{border-color:#8a8a80}
li p{margin:.2rem 0;white-space:pre-wrap;overflow-wrap:anywhere}.small{font-size:.85rem;opacity:.8}label{display:block;font-weight:600;margin:1rem 0 .3rem}
input,textarea{font:inherit;width:100%;box-sizing:border-box;padding:.5rem}button{font:inherit;font-weight:600;padding:.6rem 1rem;margin:1rem 0}
[role=alert]{border-left:4px solid #b3261e;padding-left:1rem}`;
const policy = `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** Whether a browser sent a form by itself, and shows what is answered; a program that sends one is answered with data. */
export const isPlainForm = (ctx: Ctx): boolean =>
  ctx.get('content-type').startsWith('application/x-www-form-urlencoded') &&
  ctx.get('accept').includes('text/html');

/** @param parts HTML: what comes from people is escaped */
export function answerPage(ctx: Ctx, title: string, parts: readonly string[], status = 200): undefined {
  ctx.status = status;
  ctx.type = 'text/html; charset=utf-8';
  ctx.set('Content-Security-Policy', policy);
  ctx.set('Cache-Control', 'no-store');
  ctx.body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title><style>${style}</style></head><body><h1>${escapeHtml(title)}</h1>${parts.join('\n')}</body></html>`;
  return undefined;
}

/** A refusal of a form that a browser sent by itself. */
export function answerProblemPage(ctx: Ctx, { title, detail, errors, status }: ProblemDetails): void {
  const words = errors?.map(({ message }) => message) ?? [detail ?? title];
  answerPage(
    ctx,
    title,
    [
      ...words.map((line) => `<p role="alert">${escapeHtml(line)}</p>`),
      '<p>Go back in your browser: what you wrote is still there.</p>',
    ],
    status,
  );
}
