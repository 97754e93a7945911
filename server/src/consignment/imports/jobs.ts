/** What this room does in the background, by the names that its actors queue. */
import { z } from 'zod';
import type { House } from '../../platform/house.ts';
import { applyImport } from './applyImport.ts';

const importPayload = z.object({ importId: z.string() });

export function importJobs(house: House): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'consignment.applyImport': (payload) => applyImport(house, importPayload.parse(payload).importId),
  };
}
