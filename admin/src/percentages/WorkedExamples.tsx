import { type Example, examplesOf, type PercentagesPart, quoteTicket } from '@holdfast/shared/pricing';
import { Amount, amountOf, SplitBar } from '../ui/figures.tsx';
import { Th } from '../ui/Th.tsx';

function nameOf({ kind, bound }: Example, begins: string): string {
  if (kind === 'round') return begins;
  if (kind === 'least') return `Cheap ticket: least ${amountOf(bound ?? 0)} counts`;
  if (kind === 'most') return `Dear ticket: most ${amountOf(bound ?? 0)} counts`;
  return 'Odd cent: rounded, and it still adds up';
}

/** One ticket each, changing as one types: what it was, what it will be, and where bounds and cents show. */
export function WorkedExamples({
  parts,
  price,
  before,
  begins,
}: {
  /** Null: something is missing or contradicts itself. */
  parts: PercentagesPart[] | null;
  /** Somebody's own example, minor units. */
  price: number | null;
  /** The rule that is in force for the same scope now, and what to call it. */
  before: { name: string; parts: PercentagesPart[] } | null;
  /** "From Dec 1, 18%" */
  begins: string;
}) {
  if (!parts)
    return (
      <p className="note">Type every percentage to see worked examples. What contradicts itself has none.</p>
    );
  const rows = examplesOf(parts).map((example) => ({
    name: nameOf(example, begins),
    sum: example.sum,
    isDraft: example.kind === 'round',
  }));
  if (price !== null) rows.push({ name: 'Your example', sum: quoteTicket(price, parts), isDraft: false });
  if (before) rows.unshift({ name: before.name, sum: quoteTicket(10_000, before.parts), isDraft: false });
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
              <Th n>House keeps</Th>
              <Th n>Fan pays</Th>
              <Th wide style={{ width: '24%' }}>
                Of what the fan pays
              </Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, sum, isDraft }) => (
              <tr key={name} className={isDraft ? 'cur' : undefined}>
                <td className={isDraft ? 'bold' : undefined}>{name}</td>
                <td className="n">
                  <Amount minor={sum.price} />
                </td>
                <td className="n bold">
                  <Amount minor={sum.consignor} />
                </td>
                <td className="n bold">
                  <Amount minor={sum.house} />
                </td>
                <td className="n">
                  <Amount minor={sum.allIn} />
                </td>
                <td className="wide-only">
                  <SplitBar consignor={sum.consignor} house={sum.house} fee={sum.fee} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="legend">
        <span>
          <i className="c" />
          consignor
        </span>
        <span>
          <i className="h" />
          house
        </span>
        <span>
          <i className="f" />
          service fee
        </span>
        <span className="wide-only" style={{ marginLeft: 'auto' }}>
          The consignor’s share is rounded half up to the cent; the parts always add up.
        </span>
      </div>
    </>
  );
}
