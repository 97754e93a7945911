import type { Statement } from '@holdfast/shared/payouts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../dataProvider/http.ts';
import { monthText } from '../ui/dates/dayText.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { amountOf } from '../ui/figures.tsx';
import { Movements } from '../ui/Movements.tsx';
import { Reading } from '../ui/Reading.tsx';
import { workTime } from '../ui/time.ts';
import { lineNames } from './lineNames.ts';

/** A consignor's statement, month by month: the closing of one is the opening of the next. */
export function StatementView({ consignorId }: { consignorId: string }) {
  const [month, setMonth] = useState<string | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['statement', consignorId, month],
    queryFn: ({ signal }) =>
      call<Statement>(`/admin/payables/${consignorId}/statement${month === null ? '' : `?month=${month}`}`, {
        signal,
      }),
    placeholderData: (before) => before,
  });
  return (
    <section className="sec">
      <h2>
        Statement
        {data && data.months.length > 0 && (
          <span className="r">
            <select aria-label="Month" value={data.month} onChange={(event) => setMonth(event.target.value)}>
              {data.months.map((each) => (
                <option key={each} value={each}>
                  {monthText(each)}
                </option>
              ))}
            </select>
          </span>
        )}
      </h2>
      {error ? (
        <ErrorMessage what="The statement couldn’t be loaded." error={error} retry={() => refetch()} />
      ) : data ? (
        <>
          <Lines statement={data} />
          <p>
            <a href={`/api/admin/payables/${consignorId}/statement.pdf?month=${data.month}`}>
              Download as PDF
            </a>
          </p>
        </>
      ) : (
        <Reading what="the statement" />
      )}
    </section>
  );
}

function Lines({ statement: { opening, closing, lines } }: { statement: Statement }) {
  if (lines.length === 0) return <p className="mut">Nothing was booked yet.</p>;
  return (
    <Movements
      label="Statement"
      heads={[
        'When',
        'What',
        'Event and tickets',
        { figures: 'Price' },
        { figures: 'Commission' },
        { figures: 'Amount' },
      ]}
    >
      <Balance name="Opening balance" amount={opening} />
      {lines.map((line) => (
        <tr key={`${line.at} ${line.kind} ${line.order} ${line.amount}`}>
          <td>{workTime(line.at)}</td>
          <td>
            {lineNames[line.kind]} {line.order && <span className="mut">{line.order}</span>}
          </td>
          <td>
            {line.event ?? line.note} {line.seats && <span className="mut">{line.seats}</span>}
          </td>
          <td className="n">{line.price === null ? '' : amountOf(line.price)}</td>
          <td className="n">{line.commission === null ? '' : amountOf(line.commission)}</td>
          <td className="n">{amountOf(line.amount)}</td>
        </tr>
      ))}
      <Balance name="Closing balance" amount={closing} />
    </Movements>
  );
}

const Balance = ({ name, amount }: { name: string; amount: number }) => (
  <tr>
    <td colSpan={5}>
      <b>{name}</b>
    </td>
    <td className="n">
      <b>{amountOf(amount)}</b>
    </td>
  </tr>
);
