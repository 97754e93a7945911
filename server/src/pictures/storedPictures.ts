import { type PictureWidth, pictureWidths } from '@holdfast/shared/pictures';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { NewPicture } from './makePicture.ts';

const columns = pictureWidths.map((width) => `w${width}`).join(', ');

/** Stores a picture; the same one is stored once. */
export async function keepPicture(trx: Trx, { id, files }: NewPicture): Promise<void> {
  await queryPrepared(
    trx,
    `INSERT INTO pictures (id, ${columns}) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [id, ...files],
  );
}

/** A picture as WebP; null where there is none. */
export async function readPicture(trx: Trx, id: string, width: PictureWidth): Promise<Buffer | null> {
  const [row] = await queryPrepared<{ bytes: Buffer }>(
    trx,
    `SELECT CASE $2::int WHEN 320 THEN w320 WHEN 640 THEN w640 ELSE w1280 END AS bytes FROM pictures WHERE id = $1`,
    [id, width],
  );
  return row?.bytes ?? null;
}

/** Whether there is such a picture; rows are never removed. */
export async function hasPicture(trx: Trx, id: string): Promise<boolean> {
  return (await queryPrepared(trx, 'SELECT 1 FROM pictures WHERE id = $1', [id])).length > 0;
}
