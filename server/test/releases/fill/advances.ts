/** Fills advances: they are switched on, and a consignor in good standing is paid half of a sale before its event. */
import { randomUUID } from 'node:crypto';
import type { AdvanceSettings, PayableShown, PayoutRunShown } from '@holdfast/shared/payouts';
import { buildEvent } from '../../factories/catalog.ts';
import { buildConsignor } from '../../factories/consignors.ts';
import { buildListings } from '../../factories/listings.ts';
import { dayMs, fromNow } from '../../factories/times.ts';
import { eventually, Fan } from '../../fan.ts';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';
import { posted } from './listings.ts';

/** So many sales, of so much, make the lowest tier of the rule. */
const sales = 10;
const priceAmount = 20_000;

/** @throws Error when something is refused, or when the rule gives no advance */
export async function fillAdvances(running: TestApp): Promise<void> {
  await switchOn(running);
  const consignorId = await buildConsignor(running.context);
  await running.context.db('consignors').where({ id: consignorId }).update({ payout_days: 0 });
  await sell(running, consignorId, fromNow(15_000), sales);
  await sell(running, consignorId, fromNow(20 * dayMs), 1);
  const maker = await signedIn(running, 'finance', 'Mia Maker');
  const approver = await signedIn(running, 'finance', 'Ann Approver');
  const payable = () => maker.ask<PayableShown>('GET', `/admin/payables/${consignorId}`);
  await eventually('its sales may be paid', async () => (await payable()).body.payable > 0, 60_000);
  const run = await posted<PayoutRunShown>(maker, '/admin/payout-runs', { minimum: 1 });
  await posted(approver, `/admin/payout-runs/${run.id}/approve`, {});
  const { advances } = (await payable()).body;
  if (advances.given.length !== 1) throw new Error(`no advance was given: ${JSON.stringify(advances)}`);
}

async function switchOn(running: TestApp): Promise<void> {
  const admin = await signedIn(running, 'admin');
  const path = '/admin/settings/advances';
  const { version } = (await admin.ask<AdvanceSettings>('GET', path)).body;
  const on = { isOn: true, version };
  const { status } = await admin.ask('PUT', path, on, { 'idempotency-key': randomUUID() });
  if (status !== 200) throw new Error(`switching advances on answered ${status}`);
}

/** Tickets of an event of our own: its sale delivers them. */
async function sell(running: TestApp, consignorId: string, startsAt: string, count: number): Promise<void> {
  const eventId = await buildEvent(running.context, { startsAt });
  const wanted = { eventId, consignorId, priceAmount };
  const listings = await buildListings(
    running.context,
    Array.from({ length: count }, () => wanted),
  );
  await Promise.all(listings.map(({ id }) => new Fan(running).buy(id, 1)));
}
