import {
  type Example,
  examplesOf,
  type PercentagesComponent,
  quoteTicket,
  type TicketSum,
} from '@holdfast/shared/pricing';
import { Amount, amountOf, SplitBar } from '../ui/figures.tsx';
import { Th } from '../ui/Th.tsx';

function nameOf({ kind, bound }: Example, begins: string): string {
  if (kind === 'round') return begins;
  if (kind === 'minimum') return `Cheap ticket: the minimum of ${amountOf(bound ?? 0)} applies`;
  if (kind === 'maximum') return `Expensive ticket: the maximum of ${amountOf(bound ?? 0)} applies`;
  return 'Odd cent: rounded, and it still adds up';
}

/** One ticket each, changing as one types: what it was, what it will be, and where bounds and cents show. */
export function WorkedExamples({
  components,
  price,
  before,
  begins,
}: {
  /** Null: something is missing or contradicts itself. */
  components: PercentagesComponent[] | null;
  /** Somebody's own example, minor units. */
  price: number | null;
  /** The rule that is in force for the same scope now, and what to call it. */
  before: { name: string; components: PercentagesComponent[] } | null;
  /** "From Dec 1, 18%" */
  begins: string;
}) {
  if (!components)
    return (
      <p className="note">Type every percentage to see worked examples. What contradicts itself has none.</p>
    );
  const rows: ExampleRowValues[] = examplesOf(components).map((example) => ({
    name: nameOf(example, begins),
    sum: example.sum,
    isDraft: example.kind === 'round',
  }));
  if (price !== null)
    rows.push({ name: 'Your example', sum: quoteTicket(price, components), isDraft: false });
  if (before)
    rows.unshift({ name: before.name, sum: quoteTicket(10_000, before.components), isDraft: false });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className="table-wrap" aria-label="Worked examples" tabIndex={0}>
        <table className="g">
          <thead>
            <tr>
              <Th>Worked example, one ticket</Th>
              <Th n>Price</Th>
              <Th n>Consignor gets</Th>
              <Th n>Commission</Th>
              <Th n>Fan pays</Th>
              <Th wide style={{ width: '24%' }}>
                Of what the fan pays
              </Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ExampleRow key={row.name} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      <Legend />
    </>
  );
}

interface ExampleRowValues {
  name: string;
  sum: TicketSum;
  isDraft: boolean;
}

function ExampleRow({ row: { name, sum, isDraft } }: { row: ExampleRowValues }) {
  return (
    <tr className={isDraft ? 'cur' : undefined}>
      <td className={isDraft ? 'bold' : undefined}>{name}</td>
      <td className="n">
        <Amount minor={sum.price} />
      </td>
      <td className="n bold">
        <Amount minor={sum.proceeds} />
      </td>
      <td className="n bold">
        <Amount minor={sum.commission} />
      </td>
      <td className="n">
        <Amount minor={sum.allIn} />
      </td>
      <td className="wide-only">
        <SplitBar proceeds={sum.proceeds} commission={sum.commission} fee={sum.fee} />
      </td>
    </tr>
  );
}

function Legend() {
  return (
    <div className="legend">
      <span>
        <i className="c" />
        consignor
      </span>
      <span>
        <i className="h" />
        marketplace
      </span>
      <span>
        <i className="f" />
        service fee
      </span>
      <span className="wide-only" style={{ marginLeft: 'auto' }}>
        The consignor’s share is rounded half up to the cent; the components always add up.
      </span>
    </div>
  );
}
