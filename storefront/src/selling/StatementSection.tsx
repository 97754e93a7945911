import { type Statement, statementLineNames } from '@holdfast/shared/payouts';
import { useCallback, useState } from 'react';
import { api } from '../api/api.ts';
import { moneyText } from '../ui/money.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { monthName, ownZone, stamp } from '../ui/time.ts';
import { useRead } from '../ui/useRead.ts';

/** The statement of a month: the closing balance of one is the opening balance of the next. */
export function StatementSection() {
  const [month, setMonth] = useState<string | null>(null);
  const read = useCallback(() => api.ownStatement(month), [month]);
  const { value: shown, hasFailed, again } = useRead(read);
  if (hasFailed) return <NotLoaded what="The statement" again={again} />;
  if (shown === null) return null;
  return (
    <section aria-labelledby="statement">
      <div className="head-row">
        <h2 id="statement">Statement</h2>
        {shown.months.length > 0 && (
          <select
            aria-label="Month"
            className="month"
            value={shown.month}
            onChange={(event) => setMonth(event.target.value)}
          >
            {shown.months.map((each) => (
              <option key={each} value={each}>
                {monthName(each)}
              </option>
            ))}
          </select>
        )}
      </div>
      {shown.lines.length === 0 ? (
        <p className="muted">Nothing was booked yet.</p>
      ) : (
        <Lines statement={shown} />
      )}
    </section>
  );
}

function Lines({ statement: { currency, opening, closing, lines, month } }: { statement: Statement }) {
  const text = (amount: number) => moneyText({ amount, currency });
  return (
    <>
      <ul className="money-rows">
        <li>
          <span>Opening balance</span>
          <b className="fig">{text(opening)}</b>
        </li>
        {lines.map((line) => (
          <li key={`${line.at} ${line.kind} ${line.order} ${line.amount}`}>
            <span>
              {statementLineNames[line.kind]}
              {(line.event ?? line.note) && `: ${line.event ?? line.note}`}
              {line.seats && `, ${line.seats}`}{' '}
              <span className="small muted">
                {stamp(line.at, ownZone())}
                {line.price !== null &&
                  line.commission !== null &&
                  `, price ${text(line.price)} less commission ${text(line.commission)}`}
              </span>
            </span>
            <span className="fig">{text(line.amount)}</span>
          </li>
        ))}
        <li>
          <span>Closing balance</span>
          <b className="fig">{text(closing)}</b>
        </li>
      </ul>
      <p className="small">
        As a file: <a href={`/api/selling/statement.pdf?month=${month}`}>PDF</a>,{' '}
        <a href={`/api/selling/statement.csv?month=${month}`}>CSV</a>,{' '}
        <a href={`/api/selling/statement.xlsx?month=${month}`}>Excel</a>
      </p>
    </>
  );
}
