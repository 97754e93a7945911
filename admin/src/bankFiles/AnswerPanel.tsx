/** The bank's answer as a file: tried as a dry run, then booked as it showed. */
import {
  type AnswerOutcome,
  type BankAnswerPlan,
  bankAnswerFormatNames,
  largestAnswerBytes,
} from '@holdfast/shared/bankFiles';
import { type ChangeEvent, useId } from 'react';
import { Link } from 'react-router';
import { amountOf, plural } from '../ui/figures.tsx';
import { useFilePlan } from '../ui/forms/useFilePlan.ts';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { Th } from '../ui/Th.tsx';
import { workTime } from '../ui/time.ts';

/** More lines than a person reads; the counts are of all. */
const mostShown = 200;
const outcomeWords: Record<AnswerOutcome, string> = {
  paid: 'Paid',
  failed: 'Refused',
  returned: 'Came back',
  corrected: 'Corrected',
  nothing: 'Nothing new',
  unknown: 'Unknown',
  contradiction: 'Contradiction',
};
/** What needs a person comes first. */
const order: readonly AnswerOutcome[] = [
  'contradiction',
  'unknown',
  'failed',
  'returned',
  'corrected',
  'paid',
  'nothing',
];
const danger: ReadonlySet<AnswerOutcome> = new Set(['contradiction', 'unknown', 'failed', 'returned']);

export function AnswerPanel({ close }: { close: () => void }) {
  const id = useId();
  const { plan, error, isBusy, choose, apply } = useAnswer();
  return (
    <LeavablePanel
      title="The bank answered"
      about="A status report (pain.002), an account statement (camt.053), or ACH returns and corrections. Nothing is booked before you say so."
      leave="Close"
      onLeave={close}
    >
      <label htmlFor={id}>The bank’s file </label>
      <input
        id={id}
        type="file"
        accept=".xml,.ach,.txt,.ret,.noc,text/xml,text/plain"
        disabled={isBusy}
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          choose(event.target.files?.[0]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
      {isBusy && <p className="mut">Working on the file…</p>}
      {error && (
        <p className="note danger" role="alert">
          {error}
        </p>
      )}
      {plan && <Plan plan={plan} isBusy={isBusy} book={apply} />}
    </LeavablePanel>
  );
}

/** The chosen file, its dry run, and booking it. */
const useAnswer = () =>
  useFilePlan<BankAnswerPlan>({
    preview: '/admin/bank-answers/preview',
    path: ({ name }, seen) =>
      `/admin/bank-answers?name=${encodeURIComponent(name)}&seen=${encodeURIComponent(seen)}`,
    largestBytes: largestAnswerBytes,
    done: ({ counts }) => `Booked: ${countsText(counts)}.`,
  });

const countsText = (counts: BankAnswerPlan['counts']) =>
  order
    .filter((outcome) => (counts[outcome] ?? 0) > 0)
    .map((outcome) => `${counts[outcome]} ${outcomeWords[outcome].toLowerCase()}`)
    .join(', ');

function Plan({ plan, isBusy, book }: { plan: BankAnswerPlan; isBusy: boolean; book: () => void }) {
  const { format, counts, lines, bookedAt } = plan;
  const told = lines.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  const left = told.length - mostShown;
  return (
    <>
      <p className={bookedAt ? 'note warn' : 'note'} role="status">
        {bookedAt
          ? `This very file was booked on ${workTime(bookedAt)}. It does nothing again.`
          : `${bankAnswerFormatNames[format]}: ${countsText(counts)}.`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className="table-wrap" tabIndex={0} aria-label="Lines of the answer">
        <table className="g">
          <thead>
            <tr>
              <Th>Payout</Th>
              <Th>What the line does</Th>
            </tr>
          </thead>
          <tbody>
            {told.slice(0, mostShown).map(({ line, outcome, payout, reference, text }) => (
              <tr key={line}>
                <td className="wrap">
                  {payout ? (
                    <>
                      <Link to={`/payouts/${payout.id}/show`}>{payout.consignor.name}</Link>{' '}
                      {amountOf(payout.amount)}
                    </>
                  ) : (
                    (reference ?? 'No key')
                  )}
                </td>
                <td className="wrap">
                  <b className={danger.has(outcome) ? 'dn' : undefined}>{outcomeWords[outcome]}.</b> {text}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {left > 0 && <p className="mut">And {plural(left, 'more line')}.</p>}
      </section>
      {bookedAt === null && (
        <p style={{ margin: '10px 0' }}>
          <button type="button" className="btn p" disabled={isBusy} onClick={book}>
            Book it
          </button>
        </p>
      )}
    </>
  );
}
