/** Season packages of the tests' own consignors: four seats of a season of the demo. */
import { buildConsignor } from '@holdfast/server/test/factories/consignors';
import type { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Season } from '@holdfast/shared/catalog';
import type { NewPackage, PackageCalendar, SeasonPackage } from '@holdfast/shared/packages';
import { clientOf } from './data.ts';

/** How to create a package. */
export interface PackageOptions extends Partial<Pick<NewPackage, 'price' | 'floorAmount'>> {
  /** How many of its next games are consigned; default: none. */
  consigned?: number;
  /** Whether staff have approved those. */
  onSale?: boolean;
  /** The home team; default: the Steelers. */
  team?: string;
}

/** A confirmed package. */
export interface OwnPackage {
  id: string;
  consignorId: string;
  section: string;
  /** The title of its page. */
  title: string;
  /** The API, with staff signed in. */
  api: Fan;
  /** The ids of its listings, by date. */
  listings(): Promise<string[]>;
}

let sections = 700;

/** Creates a package of seats 9 to 12 in a section of its own. */
export async function newPackage(
  app: TestApp,
  { consigned = 0, onSale = false, team = 'Steelers', ...terms }: PackageOptions = {},
): Promise<OwnPackage> {
  const api = await clientOf(app, 'staff');
  const section = `${++sections}`;
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await api.ask<T>(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { data: seasons } = await ask<{ data: Season[] }>('GET', `/admin/seasons?q=${team}`);
  const consignorId = await buildConsignor(app.context, { name: `Holder of ${section}` });
  const { id } = await ask<SeasonPackage>('POST', '/admin/packages', {
    consignorId,
    seasonId: seasons[0]?.id,
    section,
    row: 'C',
    seats: '9–12',
    price: { by: 'set', amount: 10_000 },
    ...terms,
    confirm: true,
  });
  const games = async () => (await ask<PackageCalendar>('GET', `/admin/packages/${id}/calendar`)).games;
  const listings = async () =>
    (await games()).flatMap(({ listing }) => (listing?.ofPackage ? [listing.id] : []));
  if (consigned > 0) {
    const free = (await games()).filter(({ state }) => state === 'free').slice(0, consigned);
    const eventIds = free.map(({ eventId }) => eventId);
    await ask('POST', `/admin/packages/${id}/games`, { eventIds });
  }
  if (onSale) {
    const body = { action: 'approve', ids: await listings() };
    await ask('POST', '/admin/listings/actions', body);
  }
  return { id, consignorId, section, title: `${section} / C / 9–12`, api, listings };
}
