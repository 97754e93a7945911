import type { TaxFile, TaxYearShown } from '@holdfast/shared/taxForms';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { RecordLog } from '../audit/RecordLog.tsx';
import { call } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { saveText } from '../ui/csv.ts';
import { DeskShow } from '../ui/DeskShow.tsx';
import { Amount, countOf, plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { FilerPanel } from './FilerPanel.tsx';
import { MakeForms } from './MakeForms.tsx';
import { YearPayees } from './YearPayees.tsx';

/** A calendar year: who is reported on Form 1099-K and why, whose data is missing, and the forms that were made. */
export function YearShow() {
  return (
    <DeskShow<TaxYearShown> what="the year" refreshMs={(year) => (year && year.unmade > 0 ? 2_000 : 60_000)}>
      {(record) => <Page key={record.id} record={record} />}
    </DeskShow>
  );
}

function Page({ record }: { record: TaxYearShown }) {
  useCrumbs('Finance', 'Tax forms', record.id);
  const [panel, setPanel] = useState<'make' | 'filer' | null>(null);
  const close = () => setPanel(null);
  const { isOver, forms, toMake, filer } = record;
  return (
    <div className={panel ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead title={`Form 1099-K, ${record.id}`} facts={factsOf(record)}>
          <button type="button" className="btn" onClick={() => setPanel('filer')}>
            {filer.filer ? 'Who files…' : 'Say who files…'}
          </button>
          {forms > 0 && <Download id={record.id} />}
          {isOver && filer.filer && toMake > 0 && (
            <button type="button" className="btn p" onClick={() => setPanel('make')}>
              Make the forms…
            </button>
          )}
        </PageHead>
        <div className="body">
          <Sums record={record} />
          <Notes record={record} />
        </div>
        <YearPayees record={record} />
        <div className="body">
          <RecordLog />
        </div>
      </div>
      {panel === 'make' && <MakeForms record={record} close={close} />}
      {panel === 'filer' && <FilerPanel record={record} close={close} />}
    </div>
  );
}

function factsOf({ isOver, counts, forms, unmade }: TaxYearShown): string {
  const reported = `${plural(counts.reportable ?? 0, 'consignor')} reported`;
  if (!isOver)
    return `The year isn’t over. ${reported} as it stands today; forms are made from January 1 on.`;
  const made = forms === 0 ? 'No form is made yet' : `${plural(forms, 'consignor')} with a form`;
  return `${reported}. ${made}${unmade > 0 ? `, ${countOf(unmade)} being drawn` : ''}.`;
}

function Sums({ record }: { record: TaxYearShown }) {
  const { gross, transactions, proceeds, booked, withheld } = record;
  return (
    <dl className="kv facts payable-sums">
      <dt>Fans paid for consignors’ tickets, in {plural(transactions, 'payment')}</dt>
      <dd>
        <Amount minor={gross} />
      </dd>
      <dt>Of it the consignors’, line by line</dt>
      <dd>
        <Amount minor={proceeds} />
      </dd>
      <dt>The same by the books</dt>
      <dd>
        <Amount minor={booked} />
      </dd>
      <dt>Tax withheld for the IRS</dt>
      <dd>
        <Amount minor={withheld} />
      </dd>
    </dl>
  );
}

function Notes({ record }: { record: TaxYearShown }) {
  const { proceeds, booked, filer, withoutNumber, toCorrect, forms } = record;
  return (
    <>
      {proceeds !== booked && (
        <p className="note warn">
          The books and the lines of sales differ. Make no forms before that is explained: tell whoever runs
          the marketplace.
        </p>
      )}
      {filer.filer === null && (
        <p className="note warn">Nobody said yet who files. Forms can’t be made without that.</p>
      )}
      {withoutNumber > 0 && (
        <p className="note warn">
          {plural(withoutNumber, 'consignor')} that {withoutNumber === 1 ? 'is' : 'are'} reported gave no
          taxpayer number. Ask for a Form W-9; see “Data missing”.
        </p>
      )}
      {toCorrect > 0 && (
        <p className="note warn">
          {plural(toCorrect, 'form')} {toCorrect === 1 ? 'isn’t' : 'aren’t'} as it is now. Making forms makes
          the corrections, which go to the consignors again.
        </p>
      )}
      {forms > 0 && (
        <p className="note">
          The file’s columns are named after the boxes of the form. It isn’t the IRS’s own upload template,
          which comes anew each year and couldn’t be confirmed: carry the columns over, or give the file to a
          filing service.
        </p>
      )}
    </>
  );
}

/** Saves the file; each time is in the log, because it has whole taxpayer numbers. */
function Download({ id }: { id: string }) {
  const notify = useNotify();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { name, text } = await call<TaxFile>(`/admin/tax-years/${id}/file`, { method: 'POST' });
      saveText(name, text);
    } catch (error) {
      notify(error instanceof Error ? error.message : 'That didn’t work.', { type: 'error' });
    }
    setBusy(false);
  };
  return (
    <button type="button" className="btn" disabled={isBusy} onClick={() => void save()}>
      Download for filing
    </button>
  );
}
