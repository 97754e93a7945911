/** The imports' background jobs, by the names that actors queue. */
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import type { SetAside } from '../platform/jobs/index.ts';
import { applyImport } from './applyImport.ts';
import { checkImport, failImport } from './checkImport.ts';
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

const endedTwice =
  'Reading this file ended the program twice, so it isn’t tried again. Save it anew, or as CSV, and upload that. Nothing was saved.';

/** A file whose check ended its process twice fails; support sees the job. */
export function importsSetAside(app: AppContext): SetAside {
  return {
    'imports.checkImport': (payload) => failImport(app, importPayload.parse(payload).importId, endedTwice),
  };
}
