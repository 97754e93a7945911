/** What the storefront's pages load, in process; the browser asks the API for the same. */
import { eventQuery } from '@holdfast/shared/catalog';
import type { StorefrontOptions } from '@holdfast/storefront/server';
import { listPages, readSeason, readTeam, readVenue, suggestEvents } from './catalog/index.ts';
import { currentContent, readPreview } from './content/index.ts';
import { findEvent, listEvents, publicListings } from './listings/index.ts';
import { contactAddress } from './orders/index.ts';
import type { AppContext } from './platform/appContext.ts';
import { inTransaction, type Trx } from './platform/db/index.ts';
import { canBeKept, parse } from './platform/http/index.ts';
import { Problem } from './platform/problem.ts';

/** The loaders of pages, and the addresses for the site map. */
export function pageLoaders(app: AppContext): Pick<StorefrontOptions, 'loaders' | 'listPages'> {
  /** Null where there is none. Pages pass any text of their address. */
  async function found<T>(names: string[], read: (trx: Trx) => Promise<T>): Promise<T | null> {
    if (!names.every(canBeKept)) return null;
    try {
      return await inTransaction(app.db, read);
    } catch (error) {
      if (error instanceof Problem && error.code === 'not_found') return null;
      throw error;
    }
  }
  return {
    loaders: {
      listEvents: (query) => listEvents(app.db, parse(eventQuery, query)),
      getEvent: (idOrSlug) => findEvent(app.db, idOrSlug),
      getTeam: (slug) => found([slug], (trx) => readTeam(trx, slug)),
      getSeason: (team, season) => found([team, season], (trx) => readSeason(trx, team, season)),
      getVenue: (slug) => found([slug], (trx) => readVenue(trx, slug)),
      suggest: (q) => suggestEvents(app.db, q),
      landing: async () => (await currentContent(app)).landing,
      sell: async () => (await currentContent(app)).sell,
      textPage: async (name) => (await currentContent(app)).pages[name],
      preview: (token) => readPreview(app, token),
      contact: async () => ({ email: contactAddress(app) }),
      listings: (eventId, quantity) => publicListings(app.db, eventId, quantity),
    },
    listPages: () => inTransaction(app.db, listPages),
  };
}
