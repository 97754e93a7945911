/** Explains a price against its market, the consignor's limits and the legal cap. Pure. */
import type { Listing } from '@holdfast/shared/listings';
import { amountOf } from '../../ui/figures.tsx';
import { overMarketBps } from '../listingText.ts';

export interface Meaning {
  text: string;
  /** A price beyond a limit is refused; one far from the market only gets a hint. */
  tone: 'plain' | 'lamp' | 'danger';
}

type Limited = Pick<Listing, 'market' | 'floor' | 'ceiling' | 'cap' | 'capLaw'> & {
  price: Pick<Listing['price'], 'amount'>;
};

/** @param amount minor units */
export function meaningOf(listing: Limited, amount: number): Meaning[] {
  const { market, floor, ceiling, cap } = listing;
  const lines: Meaning[] = [];
  const say = (text: string, tone: Meaning['tone'] = 'plain') => lines.push({ text, tone });
  if (amount !== listing.price.amount) say(`was ${amountOf(listing.price.amount)}`);
  const over = overMarketBps(amount, market);
  if (market === null || over === null) say('no market');
  else {
    say(`market ${amountOf(market)}`);
    if (Math.round(over / 100) !== 0)
      say(`${Math.abs(Math.round(over / 100))}% ${over > 0 ? 'above' : 'below'}`, 'lamp');
  }
  say(
    floor === null ? 'no floor' : `floor ${amountOf(floor)}`,
    floor !== null && amount < floor ? 'danger' : 'plain',
  );
  if (ceiling !== null) say(`ceiling ${amountOf(ceiling)}`, amount > ceiling ? 'danger' : 'plain');
  if (listing.capLaw !== null && cap === null) say('capped, but no face value', 'danger');
  else
    say(cap === null ? 'no cap' : `cap ${amountOf(cap)}`, cap !== null && amount > cap ? 'danger' : 'plain');
  return lines;
}
