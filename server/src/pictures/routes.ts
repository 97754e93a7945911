import { type PictureWidth, pictureWidths } from '@holdfast/shared/pictures';
import { z } from 'zod';
import { type Database, inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, endpoint } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { readPicture } from './storedPictures.ts';

const one = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  width: z.enum(pictureWidths.map(String) as [string, ...string[]]),
});

/** A year: the address is the hash of what is behind it. */
const forGood = 'public, max-age=31536000, immutable';

export function pictureRoutes(db: Database): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/pictures/:id/:width',
      params: one,
      tag: 'Events',
      summary: 'A picture of an event or a logo, as WebP in one of three widths',
      problems: ['not_found'],
      async handle(ctx, { params: { id, width } }) {
        const bytes = await inTransaction(db, (trx) => readPicture(trx, id, Number(width) as PictureWidth));
        if (bytes === null) throw notFound('picture');
        ctx.set('Cache-Control', forGood);
        ctx.type = 'image/webp';
        ctx.body = bytes;
        return undefined;
      },
    }),
  ];
}
