import {
  type BankFileShown,
  type BankFileText,
  bankFileFormatNames,
  bankFileRecall,
  bankFileSettled,
} from '@holdfast/shared/bankFiles';
import { useMemo, useState } from 'react';
import { useNotify } from 'react-admin';
import { Link } from 'react-router';
import { RecordLog } from '../audit/RecordLog.tsx';
import { call } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { saveFile } from '../ui/csv.ts';
import { DeskShow } from '../ui/DeskShow.tsx';
import { DayInput } from '../ui/dates/DateInputs.tsx';
import { dayText } from '../ui/dates/dayText.ts';
import { Amount, amountOf, plural } from '../ui/figures.tsx';
import { FormPanel } from '../ui/forms/FormPanel.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { Movements } from '../ui/Movements.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { workTime } from '../ui/time.ts';
import { AnswerPanel } from './AnswerPanel.tsx';
import { lineWords, standing } from './fileText.ts';

/** One file for the bank with its lines; it is taken here, and what became of it is said. */
export function BankFileShow() {
  return (
    <DeskShow<BankFileShown> what="the file" refreshMs={() => 10_000}>
      {(record) => <Page key={record.id} record={record} />}
    </DeskShow>
  );
}

type Panel = 'answer' | 'settle' | 'recall' | null;

function Page({ record }: { record: BankFileShown }) {
  useCrumbs('Finance', 'Bank files', record.name);
  const [panel, setPanel] = useState<Panel>(null);
  const close = () => setPanel(null);
  const { counts, recalledAt, recallReason } = record;
  const sending = counts.sending ?? 0;
  return (
    <div className={panel ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={`${amountOf(record.amount.amount)} ${record.amount.currency} for ${dayText(record.paysOn)}`}
          facts={`${bankFileFormatNames[record.format]}, ${plural(record.lines, 'payout')}, made by ${record.madeBy}, ${workTime(record.madeAt)}. ${standing(record)}.`}
        >
          <Link className="btn" to={`/payout-runs/${record.runId}/show`}>
            Its run
          </Link>
          {sending === record.lines && (
            <button type="button" className="btn" onClick={() => setPanel('recall')}>
              Recall it…
            </button>
          )}
          {sending > 0 && (
            <>
              <button type="button" className="btn" onClick={() => setPanel('settle')}>
                The bank paid it…
              </button>
              <button type="button" className="btn" onClick={() => setPanel('answer')}>
                The bank answered…
              </button>
            </>
          )}
          {recalledAt === null && <Download record={record} />}
        </PageHead>
        <div className="body">
          {recalledAt && (
            <p className="note warn">
              It wasn’t given to the bank: {recallReason}. Its payouts wait to be paid again.
            </p>
          )}
          <Lines lines={record.lineList} />
          <RecordLog />
        </div>
      </div>
      {panel === 'answer' && <AnswerPanel close={close} />}
      {panel === 'settle' && <SettlePanel record={record} close={close} />}
      {panel === 'recall' && (
        <ReasonPanel
          title="Recall the file"
          about="Only if it wasn’t given to the bank. Its payouts wait to be paid again, and the books have the money back."
          leave="Leave it"
          close={close}
          resource="bankFileRecalls"
          id={record.id}
          schema={bankFileRecall}
          submit="It wasn’t given to the bank"
          done="The file is recalled, and its payouts wait to be paid."
        />
      )}
    </div>
  );
}

/** Saves the text; each time is in the log, because it has whole account numbers. */
function Download({ record: { id } }: { record: BankFileShown }) {
  const notify = useNotify();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { name, text } = await call<BankFileText>(`/admin/bank-files/${id}/text`, { method: 'POST' });
      saveFile(name, new Blob([text], { type: 'application/octet-stream' }));
    } catch (error) {
      notify(error instanceof Error ? error.message : 'That didn’t work.', { type: 'error' });
    }
    setBusy(false);
  };
  return (
    <button type="button" className="btn p" disabled={isBusy} onClick={() => void save()}>
      Download for the bank
    </button>
  );
}

function SettlePanel({ record, close }: { record: BankFileShown; close: () => void }) {
  const defaults = useMemo(() => ({ paidOn: '' }), []);
  return (
    <FormPanel
      title="The bank paid it"
      about={`${plural(record.counts.sending ?? 0, 'payout')} of it are on their way. Each consignor gets an email with the reference.`}
      leave="Not yet"
      close={close}
      resource="bankFileSettlements"
      id={record.id}
      schema={bankFileSettled}
      defaultValues={defaults}
      submit="The bank paid it"
      done="The payouts are paid, and the consignors are told."
    >
      <div className="form-grid stacked">
        <DayInput source="paidOn" label="Paid on" helperText="The day on the account statement." />
      </div>
    </FormPanel>
  );
}

const Lines = ({ lines }: { lines: BankFileShown['lineList'] }) => (
  <section className="sec">
    <h2>Its payouts</h2>
    <Movements
      label="Lines of the file"
      heads={['Consignor', 'Account', { figures: 'Amount' }, { ids: 'Reference' }, 'What became of it']}
    >
      {lines.map(({ line, payoutId, consignor, lastFour, amount, reference, state, reason }) => (
        <tr key={line}>
          <td>
            <Link to={`/payouts/${payoutId}/show`}>{consignor.name}</Link>
          </td>
          <td className="mut">…{lastFour}</td>
          <td className="n">
            <Amount minor={amount} />
          </td>
          <td className="id">{reference}</td>
          <td>
            {lineWords[state]}
            {reason && `: ${reason}`}
          </td>
        </tr>
      ))}
    </Movements>
  </section>
);
