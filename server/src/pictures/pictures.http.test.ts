/** Pictures are taken in, served and removed, over HTTP. */
import type { AdminEvent } from '@holdfast/shared/eventChanges';
import { largestPictureBytes } from '@holdfast/shared/pictures';
import sharp from 'sharp';
import { describe, expect } from 'vitest';
import { buildEvent } from '../../test/factories/catalog.ts';
import type { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import { pictureFile } from '../../test/pictureFiles.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { newId } from '../platform/ids.ts';

let app: TestApp;
let staff: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  staff = await signedIn(app, 'staff', 'Marta Silva');
});

type Answered = { pictureId: string; code: string; errors?: Array<{ code: string }> };
const put = (id: string, file: Buffer) => staff.ask<Answered>('PUT', `/admin/events/${id}/picture`, file);
const served = (pictureId: string, width: number | string) =>
  fetch(`${app.url}/api/pictures/${pictureId}/${width}`);

describe('a picture of an event', () => {
  it('is decoded, turned upright, stripped, served in three widths for good, and removed', async () => {
    const id = await buildEvent(app.context);
    // A camera that was held sideways: 1600 × 900 pixels that are to be shown 900 × 1600.
    const sideways = await sharp(await pictureFile({ width: 1600, height: 900 }))
      .withExif({ IFD0: { Artist: 'Somebody' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { body, status } = await put(id, sideways);
    expect(status).toBe(200);
    const small = await served(body.pictureId, 320);
    expect(Object.fromEntries(small.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'image/webp',
    });
    const decoded = await sharp(Buffer.from(await small.arrayBuffer())).metadata();
    expect([decoded.format, decoded.width, decoded.height, decoded.exif]).toEqual([
      'webp',
      320,
      569,
      undefined,
    ]);
    // It isn't enlarged.
    const large = await sharp(
      Buffer.from(await (await served(body.pictureId, 1280)).arrayBuffer()),
    ).metadata();
    expect([large.width, large.height]).toEqual([900, 1600]);
    expect((await put(id, sideways)).body.pictureId).toBe(body.pictureId);
    expect((await staff.ask<AdminEvent>('GET', `/events/${id}`)).body.pictureId).toBe(body.pictureId);

    const again = {
      name: 'Once more',
      venueId: (await staff.ask<AdminEvent>('GET', `/events/${id}`)).body.venue.id,
    };
    const copy = await staff.ask<AdminEvent & Answered>('POST', '/admin/events', {
      ...again,
      localStart: '2038-06-01T19:30',
      pictureId: body.pictureId,
      ticketTypes: [{ name: 'VIP', priceAmount: 1_000, quantity: 5 }],
    });
    expect(copy.body.pictureId).toBe(body.pictureId);

    await staff.ask('DELETE', `/admin/events/${id}/picture`);
    expect((await staff.ask<AdminEvent>('GET', `/events/${id}`)).body.pictureId).toBeNull();
    // Pages that were cached still show it.
    expect((await served(body.pictureId, 640)).status).toBe(200);
    expect((await served('0'.repeat(32), 640)).status).toBe(404);
    expect((await served(body.pictureId, 641)).status).toBe(404);
    expect((await put(newId('event'), sideways)).status).toBe(404);
  });

  it('is refused when it is no whole picture, too large or too small', async () => {
    const id = await buildEvent(app.context);
    const jpeg = await pictureFile({ width: 1200, height: 900 }, 'jpeg');
    const refusals: Array<[what: string, file: Buffer, status: number, code: string]> = [
      ['text', Buffer.from('\x89PNG is only its beginning'), 422, 'file_not_recognized'],
      [
        'drawing',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>'),
        422,
        'file_not_recognized',
      ],
      ['animation', await pictureFile({}, 'gif'), 422, 'file_not_recognized'],
      ['half of one', jpeg.subarray(0, Math.floor(jpeg.length / 2)), 422, 'file_not_recognized'],
      ['nothing', Buffer.alloc(0), 422, 'file_not_recognized'],
      ['a dot', await pictureFile({ width: 20, height: 20 }), 422, 'too_small'],
      ['small file, many pixels', await pictureFile({ width: 9_000, height: 6_000 }), 422, 'too_many_pixels'],
      ['large file', Buffer.alloc(largestPictureBytes + 1, 7), 413, 'body_too_large'],
    ];
    for (const [what, file, status, code] of refusals) {
      const { body, status: answered } = await put(id, file);
      expect([what, answered, body.errors?.[0]?.code ?? body.code]).toEqual([what, status, code]);
    }
    expect((await put(id, await pictureFile({}, 'webp'))).status).toBe(200);
  });
});
