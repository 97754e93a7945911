/** Makes the forms of a year, and corrections of those that aren't as it is now. */
import type { TaxFormFacts } from '@holdfast/shared/taxForms';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { jobs } from '../platform/jobs/index.ts';
import { Problem } from '../platform/problem.ts';
import { boxesOf, correction, type JudgedPayee, judgePayees } from './judgePayees.ts';
import { showYear, toMakeOf } from './readYears.ts';
import { TaxForm } from './TaxForm.ts';

/** The job that draws a form's copy and lets the consignor be told. */
export const drawTask = 'taxForms.draw';

/**
 * One person makes them at a time, so that each version is made once; a job draws each copy afterwards.
 * @throws Problem `not_found`; `transition_refused` while the year isn't over, or before it is said who files; `nothing_to_do`
 */
export async function makeForms(
  trx: Trx,
  id: string,
  { withoutNumber }: { withoutNumber: boolean },
  principal: Principal,
): Promise<void> {
  await queryPrepared(trx, 'SELECT pg_advisory_xact_lock(707205)', []);
  const { isOver, filer } = await showYear(trx, id);
  if (!isOver) throw refused(`${id} isn’t over yet. Forms are made from January 1 on.`);
  if (filer.filer === null) throw refused('Say first who files: name, address, telephone and EIN.');
  const year = Number(id);
  const making = (await judgePayees(trx, year)).flatMap((judged) => {
    const what = toMakeOf(judged, withoutNumber);
    return what === null
      ? []
      : [{ what, judged, facts: factsOf(judged, filer.filer as TaxFormFacts['filer']) }];
  });
  if (making.length === 0)
    throw new Problem(
      'nothing_to_do',
      'Every form of this year is made, and is as it is now; or what is left lacks a taxpayer number.',
    );
  const at = new Date();
  for (const { judged, facts } of making) await storeForm(trx, year, judged, facts, { at, by: principal.by });
  await audit(trx, principal, [
    {
      what: 'taxYear.make',
      subject: id,
      before: null,
      after: {
        forms: making.length,
        corrections: making.filter(({ what }) => what === 'corrected').length,
        grossAmount: making.reduce((sum, { facts }) => sum + facts.boxes.gross, 0),
        withoutNumber,
      },
    },
  ]);
}

const refused = (why: string) => new Problem('transition_refused', why, { accepts: [] });

function factsOf(judged: JudgedPayee, filer: TaxFormFacts['filer']): TaxFormFacts {
  const { recipient, payee } = judged;
  return { filer, ...(correction(judged) ?? { recipient, boxes: boxesOf(payee) }) };
}

async function storeForm(
  trx: Trx,
  year: number,
  { payee, taxpayerId }: JudgedPayee,
  facts: TaxFormFacts,
  { at, by }: { at: Date; by: string },
): Promise<void> {
  const id = newId('taxForm');
  const { gross, transactions, withheld } = facts.boxes;
  await TaxForm.query(trx).insert({
    id,
    year,
    consignorId: payee.id,
    version: (payee.form?.version ?? 0) + 1,
    taxpayerId,
    facts,
    grossAmount: gross,
    transactions,
    withheldAmount: withheld,
    madeAt: at,
    madeBy: by,
    document: null,
  });
  await jobs.add(trx, [{ task: drawTask, payload: { formId: id }, key: `${drawTask} ${id}` }]);
}
