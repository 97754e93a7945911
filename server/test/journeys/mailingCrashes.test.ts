/** kill -9 while a message to many is written: another process goes on, and each of them gets one email. */
import { expect, test } from 'vitest';
import { sendMailing } from '../../src/mailings/actOnMailing.ts';
import { type CrashPoint, mailingCrashPoints } from '../../src/platform/crashPoint.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { verify } from '../../src/verify/verify.ts';
import { buildConsignor } from '../factories/consignors.ts';
import { eventually } from '../fan.ts';
import { openCrashing } from './crashingApps.ts';

const many = 5;

test.each(mailingCrashPoints)('%s', async (point: CrashPoint) => {
  const { app, start } = await openCrashing();
  for (let at = 0; at < many; at += 1) await buildConsignor(app);
  // The third email is written when the process dies: two were committed.
  const first = await start(point, 2);
  const id = await inTransaction(app.db, async (trx) => {
    const asked = {
      audience: { to: 'consignors', eventId: null },
      subject: 'News',
      text: 'Hello {{name}}',
    } as const;
    return sendMailing(trx, { ...asked, count: many }, { by: 'test', requestId: null });
  });
  expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });
  const written = () => app.db('emails').where('cause', 'like', `mailing/${id}/%`).select('to_address');
  expect(await written()).toHaveLength(2);
  const heir = await start(null, 0);
  await eventually('all are written', async () => {
    expect(heir.ending).toBeNull();
    return (await written()).length === many;
  });
  expect(new Set((await written()).map(({ to_address }) => to_address)).size).toBe(many);
  expect(await app.db('mailing_recipients').where({ mailing_id: id, state: 'waiting' })).toEqual([]);
  expect(await verify(app.db, app.engine)).toEqual([]);
});
