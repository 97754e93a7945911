/** The one layout of every email's HTML. Mail clients ignore style sheets, so styles are inline and simple. */
import { escapeHtml } from '../platform/escapeHtml.ts';
import type { Block, Run } from './blocks.ts';

/** Turns a line of a text into HTML. */
type Inline = (line: string) => string;

const paragraphStyle = 'margin:0 0 14px';

function runHtml({ kind, lines }: Run, inline: Inline, isFirstButton: boolean): string {
  switch (kind) {
    case 'head':
      return `<h2 style="margin:18px 0 8px;font-size:18px">${lines.map(inline).join('')}</h2>`;
    case 'list':
      return `<ul style="margin:0 0 10px;padding-left:20px">${lines.map((line) => `<li style="margin:0 0 6px">${inline(line)}</li>`).join('')}</ul>`;
    case 'box': {
      const [head = '', ...rest] = lines.map(inline);
      const body = rest.map((line) => `<p style="margin:0">${line}</p>`).join('\n');
      return `<div style="margin:0 0 16px;padding:16px;background:#fbf3e0;border-radius:6px">
<p style="margin:0 0 10px;font-weight:700">${head}</p>
${body}</div>`;
    }
    case 'button':
      return `<p style="margin:18px 0;font-weight:${isFirstButton ? 700 : 400}">${lines.map(inline).join('')}</p>`;
    case 'paragraph':
      return `<p style="${paragraphStyle}">${lines.map(inline).join('<br>')}</p>`;
  }
}

/** @returns HTML of a text's blocks. The first link that stands alone is the one that most want, and is bold */
export function blocksHtml(blocks: readonly Block[], inline: Inline): string {
  const runs = blocks.flat();
  const first = runs.find(({ kind }) => kind === 'button');
  return runs.map((run) => runHtml(run, inline, run === first)).join('\n');
}

/** @param body @param foot HTML */
export function page({
  title,
  name,
  body,
  foot,
}: {
  title: string;
  name: string;
  body: string;
  foot: string;
}): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px;background:#f4f6f4;font:16px/1.5 Archivo,Helvetica,Arial,sans-serif;color:#10241c">
<div style="max-width:560px;margin:0 auto;background:#fff;padding:28px;border-radius:10px;overflow-wrap:anywhere">
<p style="margin:0 0 18px;font-weight:700;color:#0d4d3a">${escapeHtml(name)}</p>
<h1 style="margin:0 0 16px;font-size:24px;line-height:1.2">${escapeHtml(title)}</h1>
${body}<div style="margin:24px 0 0;padding-top:12px;border-top:1px solid #d8e0db;font-size:13px;color:#5a6b63">${foot}</div></div></body></html>`;
}
