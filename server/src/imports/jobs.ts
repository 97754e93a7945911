/** The imports' background jobs, by the names that actors queue. */
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { applyImport } from './applyImport.ts';
import { checkImport } from './checkImport.ts';
import { undoImportRows } from './undoImport.ts';

const importPayload = z.object({ importId: z.string() });

export function importJobs(app: AppContext): Record<string, (payload: unknown) => Promise<void>> {
  const ofImport = (work: (app: AppContext, importId: string) => Promise<void>) => (payload: unknown) =>
    work(app, importPayload.parse(payload).importId);
  return {
    'imports.checkImport': ofImport(checkImport),
    'imports.applyImport': ofImport(applyImport),
    'imports.undoImport': ofImport(undoImportRows),
  };
}
