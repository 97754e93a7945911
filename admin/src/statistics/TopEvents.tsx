import type { StatisticsTops } from '@holdfast/shared/stats';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { amountOf, countOf } from '../ui/figures.tsx';
import { useTops } from './queries.ts';
import { dayWords, type Question } from './statisticsQuery.ts';

const lists: readonly { name: keyof StatisticsTops; title: string; head: string }[] = [
  { name: 'bestSelling', title: 'Best selling', head: 'Tickets' },
  { name: 'popular', title: 'Most popular', head: 'Orders' },
  { name: 'profitable', title: 'Most profitable', head: 'Commission and fees' },
];

/** The five first events of the filter, three ways; each opens what lies behind it. */
export function TopEvents({ question, open }: { question: Question; open: (eventId: string) => void }) {
  const { data, error } = useTops(question.filter);
  if (error) return <ErrorMessage what="The first five couldn’t be loaded." error={error} />;
  return (
    <div className="drill">
      {lists.map(({ name, title, head }) => (
        <section key={name} className="sec">
          <h2>
            {title} <small>the five first events of this filter</small>
          </h2>
          {data && data[name].length === 0 ? (
            <p className="mut">None in this period.</p>
          ) : (
            <table className="g">
              <thead>
                <tr>
                  <th>Event</th>
                  <th>On</th>
                  <th className="n">{name === 'profitable' ? `${head}, ${question.currency}` : head}</th>
                </tr>
              </thead>
              <tbody>
                {data?.[name].map((top) => (
                  <tr key={top.id}>
                    <td className="cut">
                      <button type="button" className="link" onClick={() => open(top.id)}>
                        {top.name}
                      </button>
                    </td>
                    <td>{dayWords(top.date)}</td>
                    <td className="n num">
                      {name === 'profitable' ? amountOf(top.value, question.currency) : countOf(top.value)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
    </div>
  );
}
