/** The audit log over HTTP: found, exported, and read no further than one's work goes. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/shared/accounts';
import { type AuditList, activityLog, auditList } from '@holdfast/shared/audit';
import { plainComponents } from '@holdfast/shared/pricing';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { describe, expect } from 'vitest';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { audit } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { readersOf } from './readers.ts';

let running: TestApp;
it.beforeAll(({ running: started }) => {
  running = started;
});

const person = async (roles: Role[], name: string, consignorId: string | null = null) =>
  (await somebody(running, roles, { name, consignorId })).who;

const key = () => ({ 'idempotency-key': randomUUID() });
const read = async (who: Fan, query = ''): Promise<AuditList> =>
  auditList.parse((await who.ask<never>('GET', `/admin/audit${query}`)).body);

/** A listing that Ann priced twice, with words of her own. */
async function priced(ann: Fan, words: string, consignorId?: string): Promise<string> {
  const { id } = await buildListing(running.context, {
    priceAmount: 10_000,
    ...(consignorId ? { consignorId } : {}),
  });
  for (const amount of [11_100, 12_300])
    await ann.ask(
      'POST',
      '/admin/listings/actions',
      { action: 'price', ids: [id], change: { by: 'set', amount }, reason: words },
      key(),
    );
  return id;
}

describe('the audit log', () => {
  it('is found by person, action, subject, time, and words of reason and values', async () => {
    const ann = await person(['staff'], 'Ann Keller');
    const id = await priced(ann, 'Two pairs went by noon');
    const [newest, older] = (await read(ann, `?subject=${id}`)).data;
    expect(newest).toMatchObject({
      by: { name: 'Ann Keller' },
      what: 'listing.price',
      reason: 'Two pairs went by noon',
      before: { priceAmount: 11_100 },
      after: { priceAmount: 12_300 },
    });
    expect(newest?.label).toMatch(/101 \/ R\d+ \/ 1–2$/);
    const found = async (query: string) => (await read(ann, query)).data.map((entry) => entry.id);
    expect(await found('?q=pairs+noon+12300')).toEqual([newest?.id]);
    expect(await found(`?q=keller&what=listing.price&subject=${id}&order=asc`)).toEqual([
      older?.id,
      newest?.id,
    ]);
    expect(await found(`?what=listing&by=${newest?.by.id}`)).toHaveLength(2);
    expect(await found(`?subject=${id}&until=${older?.at}`)).toEqual([]);
    expect(await found(`?subject=${id}&from=${newest?.at}`)).toEqual([newest?.id]);
    expect(await found('?q=nothing+like+this')).toEqual([]);
  });

  it('names the ids that stand in its values', async () => {
    const ann = await person(['staff'], 'Ann Keller');
    const consignorId = await buildConsignor(running.context);
    const subject = newId('listing');
    await inTransaction(running.context.db, (trx) =>
      audit(trx, { by: 'system', requestId: null }, [
        { what: 'listing.price', subject, after: { consignorId, priceAmount: 100 } },
      ]),
    );
    const { name } = await running.context.db('consignors').where({ id: consignorId }).first();
    expect((await read(ann, `?subject=${subject}`)).data[0]?.names).toEqual({ [consignorId]: name });
  });

  it('shows each role its own work, and an administrator all', async () => {
    const [staff, support, finance, admin] = [
      await person(['staff'], 'S'),
      await person(['support'], 'P'),
      await person(['finance'], 'F'),
      await person(['admin'], 'A'),
    ];
    await priced(staff, 'For the roles');
    await finance.ask(
      'POST',
      '/admin/percentages',
      { components: plainComponents(1_900, 1_200), reason: 'Finance decided' },
      key(),
    );
    await inTransaction(running.context.db, (trx) =>
      audit(trx, { by: 'system', requestId: null }, [
        { what: 'refund.send', subject: newId('refund') },
        { what: 'person.role', subject: newId('person') },
      ]),
    );
    const nouns = async (who: Fan) => [
      ...new Set((await read(who)).actionNames.map((what) => what.split('.')[0])),
    ];
    expect(await nouns(staff)).toEqual(['listing', 'percentages']);
    expect(await nouns(support)).toEqual(['refund']);
    expect(await nouns(finance)).toEqual(['percentages', 'refund']);
    expect(await nouns(admin)).toEqual(
      expect.arrayContaining(['listing', 'percentages', 'person', 'refund']),
    );
    expect((await read(support, '?what=listing')).data).toEqual([]);
    expect((await read(staff, '?q=refund.send')).data).toEqual([]);
    for (const path of ['/admin/audit', '/admin/audit.csv', '/admin/audit.xlsx'])
      expect((await new Fan(running).ask('GET', path)).status, path).toBe(401);
  });

  it('gives files to a role no further than the page, and nothing to whom the back office is closed', async () => {
    const [staff, support, seller] = [
      await person(['staff'], 'S'),
      await person(['support'], 'P'),
      await person(['consignor'], 'C', await buildConsignor(running.context)),
    ];
    const id = await priced(staff, 'For the files');
    const lines = async (who: Fan) =>
      parse(await who.file(`/admin/audit.csv?subject=${id}`), { bom: true }) as string[][];
    expect(await lines(staff)).toHaveLength(3);
    expect(await lines(support)).toHaveLength(1);
    expect(await readSheet(await support.file(`/admin/audit.xlsx?subject=${id}`))).toHaveLength(1);
    for (const who of [seller, await person(['fan'], 'Q')])
      for (const path of ['/admin/audit', '/admin/audit.csv', '/admin/audit.xlsx'])
        expect((await who.ask('GET', `${path}?subject=${id}`)).status, path).toBe(403);
  });

  it('is never changed and never deleted, whatever the code does', async () => {
    await expect(running.context.db('audit_entries').delete()).rejects.toThrow(/append-only/);
    await expect(running.context.db('audit_entries').update({ reason: 'x' })).rejects.toThrow(/append-only/);
  });

  it('is exported exactly as filtered, and a spreadsheet runs nothing of it', async () => {
    const ann = await person(['staff'], '=HYPERLINK("http://evil")');
    const id = await priced(ann, '+1+1 pairs');
    const file = (path: string) => ann.file(`${path}?subject=${id}`);
    const lines = parse(await file('/admin/audit.csv'), { bom: true, columns: true }) as Array<
      Record<string, string>
    >;
    expect(lines.map((line) => [line.Who, line.What, line.Reason, line.Id])).toEqual([
      [`'=HYPERLINK("http://evil")`, 'listing.price', `'+1+1 pairs`, id],
      [`'=HYPERLINK("http://evil")`, 'listing.price', `'+1+1 pairs`, id],
    ]);
    const sheet = await readSheet(await file('/admin/audit.xlsx'));
    expect(sheet).toHaveLength(3);
    expect(sheet[1]?.[1]).toBe('=HYPERLINK("http://evil")');
  });

  it('shows a view that somebody saved for themselves to administrators alone', async () => {
    const [staff, admin] = [await person(['staff'], 'S'), await person(['admin'], 'A')];
    const view = { page: 'pricing', name: 'Mine', query: 'q=a+secret', shared: false };
    const { body } = await staff.ask('POST', '/admin/views', view, key());
    expect((await read(admin, `?subject=${body.id}`)).data).toMatchObject([
      { what: 'view.save', by: { name: 'S' }, before: null, after: view },
    ]);
    expect((await read(staff, `?subject=${body.id}`)).data).toEqual([]);
    expect(readersOf.view).toEqual([]);
  });
});

describe('a consignor', () => {
  it('reads what our team did with their own listings, without names, and nobody else’s', async () => {
    const [mine, other] = [await buildConsignor(running.context), await buildConsignor(running.context)];
    const ann = await person(['staff'], 'Ann Keller');
    await priced(ann, 'The game is on a Monday', mine);
    await priced(ann, 'Another’s', other);
    const seller = await person(['consignor'], 'Seller', mine);
    const log = activityLog.parse((await seller.ask<never>('GET', '/selling/log')).body);
    expect(log.total).toBe(2);
    expect(log.data.map(({ text, reason }) => [text, reason])).toEqual([
      ['Price $111.00, now $123.00', 'The game is on a Monday'],
      ['Price $100.00, now $111.00', 'The game is on a Monday'],
    ]);
    expect(JSON.stringify(log)).not.toContain('Keller');
    expect((await ann.ask('GET', '/selling/log')).status).toBe(403);
    expect((await new Fan(running).ask('GET', '/selling/log')).status).toBe(401);
  });

  it('changes no listing but their own, and each request is logged with before and after', async () => {
    const [mine, other] = [await buildConsignor(running.context), await buildConsignor(running.context)];
    const seller = await person(['consignor'], 'Seller', mine);
    const own = await buildListing(running.context, { consignorId: mine });
    const foreign = await buildListing(running.context, { consignorId: other });
    const ask = (id: string) =>
      seller.ask('POST', `/selling/listings/${id}/delist`, { reason: 'We go ourselves' }, key());
    expect((await ask(foreign.id)).status).toBe(404);
    expect((await ask(own.id)).status).toBe(204);
    expect((await seller.ask('DELETE', `/selling/listings/${own.id}/delist`)).status).toBe(204);
    const admin = await person(['admin'], 'A');
    expect((await read(admin, `?subject=${foreign.id}`)).data).toEqual([]);
    const at = expect.any(String);
    expect((await read(admin, `?subject=${own.id}`)).data).toMatchObject([
      {
        what: 'listing.takeBackDelist',
        by: { name: 'Seller' },
        before: { delistRequestedAt: at, delistReason: 'We go ourselves' },
        after: { delistRequestedAt: null, delistReason: null },
      },
      {
        what: 'listing.askDelist',
        before: { delistRequestedAt: null, delistReason: null },
        after: { delistRequestedAt: at, delistReason: 'We go ourselves' },
      },
    ]);
  });
});
