/** The consignors' mails of a house under test, without waiting for their time. */
import { eventually } from './fan.ts';
import type { TestedHouse } from './runningHouse.ts';

export interface NewsMail {
  subject: string;
  text_body: string;
  to_address: string;
}

/** Brings the jobs that mail a consignor's news forward, and waits until all of it is told. */
export async function mailNewsNow(
  { house }: Pick<TestedHouse, 'house'>,
  consignorId: string,
): Promise<NewsMail[]> {
  await house.db.raw(
    `SELECT graphile_worker.reschedule_jobs(ARRAY(SELECT j.id FROM graphile_worker._private_jobs j
       WHERE j.key LIKE 'consignorNews/' || ? || '/%'), run_at := now())`,
    [consignorId],
  );
  const mails = () =>
    house
      .db('mails as m')
      .whereIn(
        'm.cause',
        house.db('consignor_news').where({ consignor_id: consignorId }).select('mail_cause'),
      )
      .orderBy('m.id')
      .select('m.subject', 'm.text_body', 'm.to_address', 'm.state');
  await eventually('the consignor’s news is told', async () => {
    const untold = await house.db('consignor_news').where({ consignor_id: consignorId, mail_cause: null });
    return untold.length === 0 && (await mails()).every(({ state }) => state === 'kept' || state === 'sent');
  });
  return mails();
}
