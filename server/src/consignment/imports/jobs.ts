/** What this room does in the background, by the names that its actors queue. */
import { z } from 'zod';
import type { House } from '../../platform/house.ts';
import { applyImport } from './applyImport.ts';
import { checkImport } from './checkImport.ts';
import { undoImportRows } from './undoImport.ts';

const importPayload = z.object({ importId: z.string() });

export function importJobs(house: House): Record<string, (payload: unknown) => Promise<void>> {
  const ofImport = (work: (house: House, importId: string) => Promise<void>) => (payload: unknown) =>
    work(house, importPayload.parse(payload).importId);
  return {
    'consignment.checkImport': ofImport(checkImport),
    'consignment.applyImport': ofImport(applyImport),
    'consignment.undoImport': ofImport(undoImportRows),
  };
}
