/** Whether a consignor consigns, and what it was merged into. Who calls does what follows for listings and sign-ins. */
import { raw } from 'objection';
import type { Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { Consignor } from './Consignor.ts';

/** What others need of a consignor whose standing changes. */
export type LockedConsignor = Pick<
  Consignor,
  'id' | 'name' | 'email' | 'isMarketplace' | 'deactivatedAt' | 'mergedInto'
>;

/** One consignor, unlocked. @throws Problem `not_found` */
export async function readConsignor(trx: Trx, id: string): Promise<LockedConsignor> {
  const found = await Consignor.query(trx).findById(id);
  if (!found) throw notFound('consignor');
  return found;
}

/** Consignors locked in the order of their ids; whoever puts one of their listings on sale waits. @throws Problem `not_found` */
export async function lockConsignors(trx: Trx, ids: readonly string[]): Promise<LockedConsignor[]> {
  const found = await Consignor.query(trx)
    .findByIds([...ids])
    .orderBy('id')
    .forUpdate();
  return ids.map((id) => {
    const one = found.find((each) => each.id === id);
    if (!one) throw notFound('consignor');
    return one;
  });
}

/** @returns the instant of a deactivation; null for a reactivation */
export async function setDeactivated(trx: Trx, id: string, deactivated: boolean): Promise<Date | null> {
  const { deactivatedAt } = await Consignor.query(trx).patchAndFetchById(id, {
    deactivatedAt: deactivated ? raw('now()') : null,
  });
  return deactivatedAt;
}

/** Leaves one consignor as a pointer to another one, which gets its email addresses and tags, and the facts that it lacks. */
export async function mergeRecords(trx: Trx, fromId: string, intoId: string): Promise<void> {
  const [from, into] = [
    await Consignor.query(trx).findById(fromId).throwIfNotFound(),
    await Consignor.query(trx).findById(intoId).throwIfNotFound(),
  ];
  await from.$query(trx).patch({ mergedInto: intoId, deactivatedAt: from.deactivatedAt ?? raw('now()') });
  await Consignor.query(trx).patch({ mergedInto: intoId }).where({ merged_into: fromId });
  const hasAddress = into.address !== null || into.city !== null;
  const emails = new Set([...into.otherEmails, from.email, ...from.otherEmails]);
  emails.delete(into.email);
  const tags = new Map([...from.tags, ...into.tags].map((tag) => [tag.toLowerCase(), tag]));
  await into.$query(trx).patch({
    otherEmails: [...emails],
    tags: [...tags.values()],
    legalName: into.legalName ?? from.legalName,
    phone: into.phone ?? from.phone,
    ...(hasAddress
      ? {}
      : {
          address: from.address,
          city: from.city,
          region: from.region,
          postalCode: from.postalCode,
          country: from.country,
        }),
    timeZone: into.timeZone ?? from.timeZone,
    language: into.language ?? from.language,
    notes: [into.notes, from.notes].filter(Boolean).join('\n\n') || null,
  });
}
