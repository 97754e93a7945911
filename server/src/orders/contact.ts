import { currentMarketplace } from '../marketplace/index.ts';
import type { AppContext } from '../platform/appContext.ts';

/** Where fans write to. */
export const contactAddress = (app: Pick<AppContext, 'db'>): string => currentMarketplace(app).contactEmail;
