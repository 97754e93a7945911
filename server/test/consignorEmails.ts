/** Sends consignors' emails in tests without waiting for their time. */
import { eventually } from './fan.ts';
import type { TestApp } from './runningApp.ts';

/** An email to a consignor. */
export interface ConsignorEmail {
  id: string;
  subject: string;
  text_body: string;
  to_address: string;
}

/** Runs the jobs that email a consignor's notifications now, and waits until none is left. */
export async function sendConsignorEmailsNow(
  { context }: Pick<TestApp, 'context'>,
  consignorId: string,
): Promise<ConsignorEmail[]> {
  await context.db.raw(
    `SELECT graphile_worker.reschedule_jobs(ARRAY(SELECT j.id FROM graphile_worker._private_jobs j
       WHERE j.key LIKE 'consignorNews/' || ? || '/%'), run_at := now())`,
    [consignorId],
  );
  const emails = () =>
    context
      .db('emails as m')
      .whereIn(
        'm.cause',
        context.db('consignor_notifications').where({ consignor_id: consignorId }).select('email_cause'),
      )
      .orderBy('m.id')
      .select('m.id', 'm.subject', 'm.text_body', 'm.to_address', 'm.state');
  await eventually('the consignor’s notifications are sent', async () => {
    const unsent = await context
      .db('consignor_notifications')
      .where({ consignor_id: consignorId, email_cause: null });
    return unsent.length === 0 && (await emails()).every(({ state }) => state === 'kept' || state === 'sent');
  });
  return emails();
}
