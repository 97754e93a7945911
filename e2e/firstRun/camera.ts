import { createRequire } from 'node:module';
import type { Page } from 'puppeteer';

const qrcode = createRequire(import.meta.resolve('@holdfast/server/test/appCode'))('qrcode') as {
  toDataURL(text: string, options: object): Promise<string>;
};

/** Gives the page a camera that sees the QR code of this text. What reads it is the page's own. */
export async function addCamera(page: Page, text: string): Promise<void> {
  const picture = await qrcode.toDataURL(text, { margin: 4, width: 320 });
  await page.evaluateOnNewDocument((url) => {
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = document.createElement('canvas');
      canvas.width = 640;
      canvas.height = 480;
      const image = new Image();
      image.src = url;
      await image.decode();
      const context = canvas.getContext('2d');
      // A stream has a frame for each time that something is drawn.
      setInterval(() => {
        if (!context) return;
        context.fillStyle = '#888';
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.drawImage(image, 160, 80);
      }, 50);
      return canvas.captureStream(20);
    };
  }, picture);
}
