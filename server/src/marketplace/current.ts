/** The settings as this process last read them: pages, emails and clocks take them from here. */
import { setMarketplaceCurrency } from '@holdfast/shared/money';
import { setMarketplaceZone } from '@holdfast/shared/time';
import type { AppContext } from '../platform/appContext.ts';
import type { Database } from '../platform/db/index.ts';
import { type Marketplace, readMarketplace } from './settings.ts';

/** How often a process looks whether another one changed the settings, in milliseconds. */
const lookEveryMs = 5_000;

const known = new WeakMap<Database, Marketplace>();

/** The newest settings that this process has read. @throws Error before `followMarketplace` or `refreshMarketplace` has read them */
export function currentMarketplace({ db }: Pick<AppContext, 'db'>): Marketplace {
  const found = known.get(db);
  if (!found) throw new Error('the settings are used before they were read');
  return found;
}

/** Reads the settings now, and sets the process's time zone and currency. */
export async function refreshMarketplace({ db }: Pick<AppContext, 'db'>): Promise<Marketplace> {
  const found = await readMarketplace(db);
  known.set(db, found);
  setMarketplaceZone(found.timeZone);
  setMarketplaceCurrency(found.currency);
  return found;
}

/** Reads the settings now and every few seconds. @returns ends it */
export async function followMarketplace(app: Pick<AppContext, 'db' | 'log'>): Promise<() => void> {
  await refreshMarketplace(app);
  const timer = setInterval(() => {
    refreshMarketplace(app).catch((error: unknown) =>
      app.log.warn({ err: error }, 'the settings could not be read again; the ones before stay in use'),
    );
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
