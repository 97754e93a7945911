import type { SupportCase } from '@holdfast/shared/support';
import { plural } from '../ui/figures.tsx';
import { workTime } from '../ui/time.ts';

/** Who came in with the order's tickets at our own event: when, where, and who let them in. */
export function CaseGate({ data: { tickets } }: { data: SupportCase }) {
  const came = tickets.flatMap(({ id, place, admitted }) => (admitted ? [{ id, place, ...admitted }] : []));
  if (came.length === 0) return null;
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="ruled">
        At the gate{' '}
        <small>
          {plural(came.length, 'ticket')} of {tickets.length} scanned
        </small>
      </h2>
      <ul className="mail-list">
        {came.map(({ id, place, at, gate, by }) => (
          <li key={id}>
            <span className="tm">{workTime(at)}</span>
            {place}
            <span className="mut">
              {gate}, by {by}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
