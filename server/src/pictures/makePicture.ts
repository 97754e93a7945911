/** Makes a picture of an uploaded file: decoded, turned upright, resized and encoded anew. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { largestPictureBytes, pictureWidths } from '@holdfast/shared/pictures';
import sharp from 'sharp';
import { fieldsRefused, Problem } from '../platform/problem.ts';

// What isn't decoded can't be exploited; and an upload leaves a core to the requests of fans.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.concurrency(1);
sharp.cache(false);

/** A picture in its widths, as WebP. */
export interface NewPicture {
  /** The content's hash: the first 128 bits of the SHA-256 of the three files, in hex. */
  id: string;
  /** In the order of `pictureWidths`. */
  files: readonly Buffer[];
}

/** A small file may decode to a picture that fills the memory: 50 megapixels take about 200 MB for a moment. */
const mostPixels = 50_000_000;
const leastSide = 48;
const quality = 82;

/** Bound: an upload that takes longer than the limit allows is refused before it is read. */
async function readAll(body: Readable, announcedBytes: number): Promise<Buffer> {
  if (announcedBytes > largestPictureBytes) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestPictureBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/**
 * The picture of a request's body.
 * @param announcedBytes what the request says of its length, or NaN
 * @throws Problem `body_too_large`, and as `makePicture`
 */
export const takePicture = async (body: Readable, announcedBytes: number): Promise<NewPicture> =>
  makePicture(await readAll(body, announcedBytes));

/**
 * What the bytes are is found by decoding them, whatever the file is called. Of an animation the first frame is taken.
 * Everything but the pixels is dropped: where and with what it was taken.
 * @throws Problem `file_not_recognized` for what isn't a whole JPEG, PNG or WebP; `validation_failed` for one that is too
 *   small or has too many pixels
 */
export async function makePicture(bytes: Buffer): Promise<NewPicture> {
  const { width, height } = await sizeOf(bytes);
  const refuse = (code: string, message: string) => fieldsRefused([{ field: 'file', code, message }]);
  if (width * height > mostPixels)
    throw refuse(
      'too_many_pixels',
      `${width} × ${height} pixels are too many: at most 50 million. Make it smaller.`,
    );
  if (Math.min(width, height) < leastSide)
    throw refuse('too_small', `${width} × ${height} pixels are too few: at least ${leastSide} on each side.`);
  const files: Buffer[] = [];
  try {
    for (const most of pictureWidths)
      files.push(
        await sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels })
          .autoOrient()
          .resize({ width: most, withoutEnlargement: true })
          .webp({ quality })
          .toBuffer(),
      );
  } catch (cause) {
    throw notAPicture(cause);
  }
  return { id: hashOf(files), files };
}

async function sizeOf(bytes: Buffer): Promise<{ width: number; height: number }> {
  try {
    const { width, height, format } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (!['jpeg', 'png', 'webp'].includes(format)) throw new Error(`a picture in ${format}`);
    return { width, height };
  } catch (cause) {
    throw notAPicture(cause);
  }
}

function hashOf(files: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file);
  return hash.digest('hex').slice(0, 32);
}

const notAPicture = (cause: unknown) =>
  Object.assign(
    new Problem(
      'file_not_recognized',
      'This isn’t a picture that can be read. Give a JPEG, PNG or WebP file. Nothing was saved.',
    ),
    { cause },
  );

const tooLarge = () =>
  new Problem(
    'body_too_large',
    `A picture may have at most ${largestPictureBytes / 1024 / 1024} MB. Make it smaller. Nothing was saved.`,
  );
