import { type BankFile, bankFileFormatNames, bankFileQuery } from '@holdfast/shared/bankFiles';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { useState } from 'react';
import { DataTable } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { dayText } from '../ui/dates/dayText.ts';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount, countOf } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { workTime } from '../ui/time.ts';
import { AnswerPanel } from './AnswerPanel.tsx';
import { standing } from './fileText.ts';

/** Files for the bank, newest first; the bank's answer is uploaded here. */
export function BankFileList() {
  useCrumbs('Finance', 'Bank files');
  const [isAnswering, setAnswering] = useState(false);
  return (
    <DeskList<BankFile> contract={bankFileQuery} sort={{ field: 'madeAt', order: 'DESC' }}>
      <div className={isAnswering ? 'two' : 'two alone'}>
        <div className="col scrolls">
          <PageHead
            title="Bank files"
            facts="A run that is approved becomes a file, on its page. What the bank says to it is uploaded here."
          >
            <button type="button" className="btn p" onClick={() => setAnswering(true)}>
              The bank answered…
            </button>
          </PageHead>
          <div className="body">
            <ListRows empty={<Empty because="No file was made yet: open a payout run that is approved." />}>
              <DataTable<BankFile> aria-label="Bank files" rowClick="show">
                <DataTable.Col<BankFile>
                  source="madeAt"
                  label="Made"
                  render={({ madeAt }) => <OpenLink>{workTime(madeAt)}</OpenLink>}
                />
                <DataTable.Col<BankFile>
                  label="What became of it"
                  disableSort
                  render={(file) => standing(file)}
                />
                <DataTable.Col<BankFile>
                  label={`Amount, ${marketplaceCurrency}`}
                  disableSort
                  className="n"
                  render={({ amount }) => <Amount minor={amount.amount} />}
                />
                <DataTable.Col<BankFile>
                  label="Payouts"
                  disableSort
                  className="n"
                  render={({ lines }) => countOf(lines)}
                />
                <DataTable.Col<BankFile> label="For" disableSort render={({ paysOn }) => dayText(paysOn)} />
                <DataTable.Col<BankFile>
                  label="Format"
                  disableSort
                  className="wide-only"
                  render={({ format }) => bankFileFormatNames[format]}
                />
                <DataTable.Col<BankFile>
                  label="Made by"
                  disableSort
                  className="wide-only"
                  render={({ madeBy }) => madeBy}
                />
              </DataTable>
            </ListRows>
          </div>
        </div>
        {isAnswering && <AnswerPanel close={() => setAnswering(false)} />}
      </div>
    </DeskList>
  );
}
