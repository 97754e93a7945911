/** Sends the emails of changed events in tests without waiting for the time in which changes are gathered. */
import { eventually } from './fan.ts';
import type { TestApp } from './runningApp.ts';

interface EventEmail {
  subject: string;
  text_body: string;
}

/** Runs the emails of changes now, and waits until none waits and an order has as many. @returns them, oldest first */
export async function sendEventEmailsNow(
  { context: { db } }: Pick<TestApp, 'context'>,
  { reservationId, count }: { reservationId: string; count: number },
): Promise<EventEmail[]> {
  const emails = () =>
    db('emails')
      .where({ reservation_id: reservationId, kind: 'eventChange' })
      .orderBy('id')
      .select('subject', 'text_body');
  await eventually('the emails of changes are sent', async () => {
    await db.raw(
      `SELECT graphile_worker.reschedule_jobs(ARRAY(SELECT id FROM graphile_worker._private_jobs WHERE key LIKE 'eventChangeMail %' AND run_at > now()), run_at := now())`,
    );
    const { rows } = await db.raw(
      `SELECT 1 FROM graphile_worker._private_jobs WHERE key LIKE 'eventChangeMail %' || ? LIMIT 1`,
      [reservationId],
    );
    return rows.length === 0 && (await emails()).length === count;
  });
  return emails();
}
