import { lookForCases } from '../src/cases/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { eventually } from './fan.ts';

/** Looks over the causes of cases, after whatever look is under way: that one may have begun before the cause was there. */
export const lookedOver = (app: Pick<AppContext, 'db' | 'engine'>): Promise<void> =>
  eventually('the causes are looked over', async () => (await lookForCases(app)) !== null);
