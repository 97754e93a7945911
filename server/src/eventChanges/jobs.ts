import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { workEventChange } from './workEventChange.ts';

const ofChange = z.object({ changeId: z.string() });

/** @returns handlers by the names of their jobs */
export function eventChangeJobs(app: AppContext): Record<string, (payload: unknown) => Promise<void>> {
  return { 'eventChanges.work': (payload) => workEventChange(app, ofChange.parse(payload).changeId) };
}
