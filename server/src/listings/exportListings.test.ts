import type { ListingList } from '@holdfast/shared/listings';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { describe, expect } from 'vitest';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildHold } from '../../test/factories/holds.ts';
import { buildListings } from '../../test/factories/listings.ts';
import { fromNow, hourMs } from '../../test/factories/times.ts';
import type { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let running: TestApp;
let staff: Fan;
let eventId: string;

it.beforeAll(async ({ running: started }) => {
  running = started;
  staff = await signedIn(running, 'staff');
  const { context } = running;
  eventId = await buildEvent(context, { startsAt: fromNow(240 * hourMs) });
  const consignorId = await buildConsignor(context, { name: '=cmd|evil' });
  const [first] = await buildListings(
    context,
    Array.from({ length: 1_203 }, (_, at) => ({
      eventId,
      consignorId,
      section: String(at + 1),
      row: 'A',
      seats: [5, 6],
      priceAmount: 10_050 + at,
    })),
  );
  await buildHold(context, [{ listingId: first?.id as string, quantity: 2 }]);
});

describe('listings as a file', () => {
  it('are all rows of the view, in its order, in whole units, and a spreadsheet runs nothing of it', async () => {
    const view = `eventId=${eventId}&sort=price&order=desc&perPage=10`;
    const file = await staff.file(`/admin/listings.csv?${view}`);
    const lines = parse(file, { bom: true, columns: true }) as Array<Record<string, string>>;
    expect(lines).toHaveLength(1_203);
    expect(lines.map((line) => Number(line.Price))).toEqual(
      Array.from({ length: 1_203 }, (_, at) => (10_050 + 1_202 - at) / 100),
    );
    expect(lines.at(-1)).toMatchObject({
      Section: '1',
      Row: 'A',
      Seats: '5, 6',
      Tickets: '2',
      Free: '0',
      Held: '2',
      State: 'live',
      Consignor: `'=cmd|evil`,
      Currency: 'USD',
    });
    const { body } = await staff.ask<ListingList>('GET', `/admin/listings?${view}`);
    expect(
      lines.slice(0, 10).map((line) => [line.Listing, line['Consignor gets'], line['Fan pays']]),
    ).toEqual(body.data.map(({ id, sum }) => [id, String(sum.proceeds / 100), String(sum.allIn / 100)]));
  });

  it('are a workbook of the same, with numbers that can be summed', async () => {
    const path = `/admin/listings.xlsx?eventId=${eventId}&q=nobody`;
    expect(await readSheet(await staff.file(path))).toHaveLength(1);
    const sheet = await readSheet(await staff.file(`/admin/listings.xlsx?eventId=${eventId}&sort=price`));
    expect(sheet).toHaveLength(1_204);
    const at = sheet[0]?.indexOf('Price') ?? -1;
    expect(sheet[1]?.[at]).toBe(100.5);
  });

  it('are for staff alone', async () => {
    const support = await signedIn(running, 'support');
    for (const ending of ['csv', 'xlsx'])
      expect((await support.ask('GET', `/admin/listings.${ending}`)).status).toBe(403);
  });
});
