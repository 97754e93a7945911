/** Tax that was withheld from a consignor's payouts, and whether the IRS told of it. */
import {
  type PayableShown,
  withholdingNotice,
  withholdingReasonNames,
  withholdingReturn,
} from '@holdfast/shared/payouts';
import { useState } from 'react';
import { Amount } from '../ui/figures.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { Movements } from '../ui/Movements.tsx';
import { workTime } from '../ui/time.ts';

/** What its panel does: a notice is recorded or ended, or tax of this id is given back. */
export type WithholdingStep = 'notice' | 'endNotice' | { returnOf: string };

export function WithholdingSection({
  record: { withholdingNotice: notice, withholdings },
  step,
}: {
  record: PayableShown;
  step: (wanted: WithholdingStep) => void;
}) {
  return (
    <section className="sec">
      <h2>
        Backup withholding <small>24% of what fans paid, kept for the IRS</small>
      </h2>
      <p className="mut">
        {notice
          ? `The IRS told of it, recorded ${workTime(notice.at)}: ${notice.reason.replace(/\.?$/, '.')}`
          : 'No notice of the IRS is recorded.'}{' '}
        Runs withhold where there is one or no taxpayer number, once fans paid more than 20,000.00 in more
        than 200 payments in the calendar year.
      </p>
      {withholdings.length > 0 && (
        <Movements
          label="Withheld tax"
          heads={['Withheld', 'Why', { figures: 'Fans paid' }, { figures: 'Withheld' }, 'Given back']}
        >
          {withholdings.map(({ id, at, why, gross, amount, returned, mayReturn }) => (
            <tr key={id}>
              <td>{workTime(at)}</td>
              <td>{withholdingReasonNames[why]}</td>
              <td className="n">
                <Amount minor={gross} />
              </td>
              <td className="n">
                <Amount minor={amount} />
              </td>
              <td>
                {returned && `${workTime(returned.at)}: ${returned.reason}`}
                {mayReturn && (
                  <button type="button" className="link" onClick={() => step({ returnOf: id })}>
                    Give back…
                  </button>
                )}
              </td>
            </tr>
          ))}
        </Movements>
      )}
      <p>
        <button type="button" className="btn" onClick={() => step(notice ? 'endNotice' : 'notice')}>
          {notice ? 'The notice no longer holds…' : 'Record a notice of the IRS…'}
        </button>
      </p>
    </section>
  );
}

/** The step that was asked for; none where nothing was. */
export function useWithholding(record: PayableShown) {
  const [wanted, setWanted] = useState<WithholdingStep | null>(null);
  const close = () => setWanted(null);
  const panel =
    wanted === null ? null : typeof wanted === 'object' ? (
      <ReasonPanel
        title="Give withheld tax back"
        about="For tax that was withheld in error, in its calendar year and before it is paid to the IRS. The next payout pays it. Afterwards the consignor claims it on their tax return."
        leave="Keep it withheld"
        close={close}
        resource="withholdingReturns"
        id={wanted.returnOf}
        schema={withholdingReturn}
        submit="Give it back"
        done="It is owed to the consignor again."
      />
    ) : (
      <ReasonPanel
        title={wanted === 'notice' ? 'Record a notice of the IRS' : 'The notice no longer holds'}
        about={
          wanted === 'notice'
            ? 'Runs of payouts withhold from this consignor from now on, above the limits of the law.'
            : 'Runs no longer withhold because of it. What was withheld stays withheld.'
        }
        leave="Don’t"
        close={close}
        resource={wanted === 'notice' ? 'withholdingNotices' : 'withholdingNoticeEnds'}
        id={record.id}
        schema={withholdingNotice}
        submit={wanted === 'notice' ? 'Record the notice' : 'End the notice'}
        done={wanted === 'notice' ? 'The notice is recorded.' : 'The notice has ended.'}
      />
    );
  return { step: setWanted, panel };
}
