/** The pictures of tickets' codes in an email's HTML. */
import qrcode from 'qrcode';

/** The pictures that an email's HTML names: `cid:CODE`. */
export function codesIn(html: string): string[] {
  return [...new Set([...html.matchAll(/cid:([0-9A-Z]+)/g)].map(([, named]) => named as string))];
}

/** Inlines attached pictures, since a browser can't show attachments. */
export async function withPictures(html: string): Promise<string> {
  let shown = html;
  for (const named of codesIn(html))
    shown = shown.replaceAll(`cid:${named}`, await qrcode.toDataURL(named, { margin: 4, width: 360 }));
  return shown;
}
