/** kill -9 while the copies of Forms 1099-K are drawn: each is drawn once, and its consignor gets one email. */
import { expect, test } from 'vitest';
import { type CrashPoint, taxFormCrashPoints } from '../../src/platform/crashPoint.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { jobs } from '../../src/platform/jobs/index.ts';
import { drawTask } from '../../src/taxForms/makeForms.ts';
import { TaxForm } from '../../src/taxForms/TaxForm.ts';
import { verify } from '../../src/verify/verify.ts';
import { buildConsignor } from '../factories/consignors.ts';
import { eventually } from '../fan.ts';
import { filer } from '../taxData.ts';
import { openCrashing } from './crashingApps.ts';

const forms = 4;

test.each(taxFormCrashPoints)('%s', async (point: CrashPoint) => {
  const { app, start } = await openCrashing();
  const year = 2025;
  const months = Array.from({ length: 12 }, (_, month) => (month === 4 ? 70_000 : 0));
  const boxes = { gross: 70_000, transactions: 7, withheld: 0, months };
  const recipient = {
    name: 'Pat Owner',
    businessName: null,
    street: '12 Lake Drive',
    city: 'Erie',
    region: 'MA',
    postalCode: '01001',
    country: 'US',
    tinKind: 'ssn',
    lastFour: '6789',
  } as const;
  const consignors = await Promise.all(Array.from({ length: forms }, () => buildConsignor(app)));
  const first = await start(point, 1);
  await inTransaction(app.db, async (trx) => {
    for (const consignorId of consignors) {
      const id = newId('taxForm');
      await TaxForm.query(trx).insert({
        id,
        year,
        consignorId,
        version: 1,
        taxpayerId: null,
        facts: { filer: { ...filer, ein: filer.ein.replace('-', '') }, recipient, boxes },
        grossAmount: boxes.gross,
        transactions: boxes.transactions,
        withheldAmount: 0,
        madeAt: new Date(),
        madeBy: 'system',
        document: null,
      });
      await jobs.add(trx, [{ task: drawTask, payload: { formId: id }, key: `${drawTask} ${id}` }]);
    }
  });
  expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });
  const drawn = async () => app.db('tax_forms').whereNotNull('document').pluck('id');
  const before = new Map(
    (await app.db('tax_forms').whereNotNull('document')).map(({ id, document }) => [id, document as Buffer]),
  );
  const heir = await start(null, 0);
  await eventually('every copy is drawn, and every consignor told', async () => {
    expect(heir.ending).toBeNull();
    const emails = await app.db('emails').where({ kind: 'taxForm' });
    return (await drawn()).length === forms && emails.length === forms;
  });
  // What was drawn before the process was killed is the same file still.
  for (const [id, document] of before)
    expect((await app.db('tax_forms').where({ id }).first()).document.equals(document)).toBe(true);
  const told = await app.db('emails').where({ kind: 'taxForm' }).pluck('to_address');
  expect(told.toSorted()).toEqual(consignors.map((id) => `${id}@example.com`).toSorted());
  expect(await verify(app.db, app.engine)).toEqual([]);
});
