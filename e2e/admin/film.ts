/** Films a journey: every frame of the browser, as a file of JPEG pictures that video players open. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';

const folder = join(import.meta.dirname, '..', 'screenshots');

/** A running film. */
export interface Film {
  /** Ends it. @returns how many frames it has */
  cut(): Promise<number>;
}

/** Films a page into screenshots/`name`.mjpeg from now on. */
export async function film(page: Page, name: string): Promise<Film> {
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, `${name}.mjpeg`), 'w');
  const devtools = await page.createCDPSession();
  let frames = 0;
  devtools.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames += 1;
    writeSync(file, Buffer.from(data, 'base64'));
    // The next frame comes after this acknowledgment; a closing page has none.
    devtools.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  });
  await devtools.send('Page.startScreencast', { format: 'jpeg', quality: 60, everyNthFrame: 1 });
  return {
    async cut() {
      await devtools.send('Page.stopScreencast');
      await devtools.detach();
      closeSync(file);
      return frames;
    },
  };
}
