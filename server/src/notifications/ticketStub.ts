/** Tickets in emails: each with its code, whose picture the sender attaches. */
import { escapeHtml } from '../platform/escapeHtml.ts';

/** A ticket with a code of ours. */
export interface CodedStub {
  place: string;
  code: string;
}

/** @param inner HTML */
export const stub = (title: string, inner: string): string =>
  `<div style="margin:0 0 16px;padding:16px;background:#fbf3e0;border-radius:6px">
<p style="margin:0 0 10px;font-weight:700">${escapeHtml(title)}</p>
${inner}</div>`;

/** HTML that names the picture of the code as `cid:CODE`. */
export const codedStub = ({ place, code }: CodedStub): string =>
  stub(
    place,
    `<img src="cid:${code}" width="180" height="180" alt="QR code ${code}" style="display:block;background:#fff">
<p style="margin:10px 0 0;font-family:monospace;font-size:13px">${code}</p>`,
  );
