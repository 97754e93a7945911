/** What a price means beside its market, its consignor's limits, and the law: the line under the cell. Pure. */
import type { Listing } from '@holdfast/shared/consignment';
import { amountOf } from '../../ui/figures.tsx';
import { overMarketBps } from '../words.ts';

export interface Meaning {
  text: string;
  /** Beyond a limit it will be refused; far from the market it is only said. */
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
