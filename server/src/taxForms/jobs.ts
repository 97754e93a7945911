/** Draws the copies of forms, one at a time: each is stored once, and its email is queued in the same transaction. */
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { drawForm } from './drawForm.ts';
import { drawTask } from './makeForms.ts';
import { TaxForm } from './TaxForm.ts';

const aboutForm = z.object({ formId: z.string() });

/** @returns handlers by the names of their jobs */
export function taxFormJobs({
  db,
}: Pick<AppContext, 'db'>): Record<string, (payload: unknown) => Promise<void>> {
  return {
    async [drawTask](payload) {
      const { formId } = aboutForm.parse(payload);
      await inTransaction(db, async (trx) => {
        const form = await TaxForm.query(trx).findById(formId).forUpdate();
        if (!form) throw new Error(`${formId} is gone`);
        // An earlier attempt of this job drew it.
        if (form.document !== null) return;
        const { facts, year, version, consignorId, madeAt } = form;
        const document = await drawForm({ ...facts, year, version, consignorId, madeAt });
        await TaxForm.query(trx).findById(formId).patch({ document });
        const task = 'notifications.mailTaxForm';
        await jobs.add(trx, [{ task, payload: { formId }, key: `${task} ${formId}` }]);
        crashPoint('tax form: drawn, not committed');
      });
      crashPoint('tax form: committed, job not ended');
    },
  };
}
