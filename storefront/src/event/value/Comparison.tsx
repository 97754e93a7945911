import { moneyText, times } from '../../ui/money.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { seatsText } from '../../ui/text.ts';
import { goneText } from '../GoneListing.tsx';
import type { PublicListing, ShownListing } from '../types.ts';
import { valueText } from './valueText.ts';

interface Props {
  shown: readonly ShownListing[];
  quantity: number;
  hold(listing: PublicListing): void;
  drop(listing: PublicListing): void;
  onClose(): void;
}

/** Some listings side by side, by everything that is known of them. */
export function Comparison({ shown, quantity, hold, drop, onClose }: Props) {
  const facts: readonly [string, (listing: PublicListing) => string][] = [
    ['Seats', ({ seats }) => seatsText(seats).replace(/^s/, 'S')],
    ['Each, all fees in', ({ price }) => moneyText(price)],
    [
      quantity === 1 ? 'Of it, the fee' : `For ${quantity}`,
      ({ price, priceParts }) => moneyText(quantity === 1 ? priceParts.fee : times(price, quantity)),
    ],
    ['Face value', ({ faceValue }) => (faceValue ? moneyText(faceValue) : 'Not known')],
    ['Value', ({ value }) => (value ? valueText(value) : 'Too few to compare with')],
    ['Delivery', ({ delivery }) => delivery],
    ['To know', ({ disclosure }) => disclosure ?? 'Nothing said'],
  ];
  return (
    <Sheet title="Compare" onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keys */}
      <section className="wide-table" tabIndex={0} aria-label="Listings side by side">
        <table className="comparison">
          <thead>
            <tr>
              <td />
              {shown.map(({ listing }) => (
                <th key={listing.id} scope="col">
                  Section {listing.section}, row {listing.row}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.map(([name, textOf]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {shown.map(({ listing, gone }) => (
                  <td key={listing.id} className={gone ? 'muted' : undefined}>
                    {textOf(listing)}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <td />
              {shown.map(({ listing, gone }) => (
                <td key={listing.id}>
                  <span className="compare-acts">
                    {gone ? (
                      <span>{goneText(gone, quantity)}</span>
                    ) : (
                      <button type="button" className="btn btn-go btn-sm" onClick={() => hold(listing)}>
                        Hold {quantity === 1 ? 'it' : `these ${quantity}`}
                        <span className="vh">
                          : section {listing.section}, row {listing.row}
                        </span>
                      </button>
                    )}
                    <button type="button" className="link" onClick={() => drop(listing)}>
                      Take out
                      <span className="vh">
                        {' '}
                        section {listing.section}, row {listing.row}
                      </span>
                    </button>
                  </span>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
      <p className="acts">
        <button type="button" className="btn btn-line" onClick={onClose}>
          Back to the list
        </button>
      </p>
    </Sheet>
  );
}
