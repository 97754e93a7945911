/** Terms as a form holds them: one choice and two figures for each price, an opponent's by its id. */
import type { PackagePrice, PackageTerms, SeasonPackage } from '@holdfast/shared/consignment';

export interface PriceValues {
  by: 'set' | 'face';
  /** Minor units. */
  amount: number | null;
  /** Basis points from the face value. */
  bps: number | null;
}

export interface TermsValues extends Omit<PackageTerms, 'price' | 'opponents' | 'drawback'> {
  price: PriceValues;
  /** Also those that were taken off the screen again: what counts is which are chosen. */
  opponents: Record<string, PriceValues>;
  drawback: string;
}

const valuesOf = (price: PackagePrice | null): PriceValues => ({
  by: price?.by ?? 'set',
  amount: price?.by === 'set' ? price.amount : null,
  bps: price?.by === 'face' ? price.bps : 0,
});

export const newTerms: TermsValues = {
  price: valuesOf(null),
  opponents: {},
  faceValueAmount: null,
  floorAmount: null,
  ceilingAmount: null,
  splitRule: 'neverLeaveOne',
  delivery: 'Tickets ready now',
  drawback: '',
};

export const termsValues = (terms: SeasonPackage['terms']): TermsValues => ({
  ...terms,
  price: valuesOf(terms.price),
  opponents: Object.fromEntries(
    terms.opponents.map(({ performerId, price }) => [performerId, valuesOf(price)]),
  ),
  drawback: terms.drawback ?? '',
});

const priceBody = (price?: Partial<PriceValues>) =>
  price?.by === 'face' ? { by: 'face', bps: price.bps } : { by: 'set', amount: price?.amount };

/** @param opponents those with a price of their own, in the order of the screen */
export function termsBody(values: Record<string, unknown>, opponents: readonly string[]) {
  const { price, opponents: prices = {}, drawback, ...rest } = values as unknown as TermsValues;
  return {
    ...rest,
    price: priceBody(price),
    opponents: opponents.map((performerId) => ({ performerId, price: priceBody(prices[performerId]) })),
    drawback: drawback.trim() || null,
  };
}

/** `opponents.0.price.amount` of the body is `opponents.<id>.amount` of the form. */
export function termsField(field: string, opponents: readonly string[]): string {
  const [, at = '', figure = 'amount'] = /^opponents\.(\d+)(?:\.price\.(\w+))?/.exec(field) ?? [];
  return at === '' ? field : `opponents.${opponents[Number(at)]}.${figure}`;
}

/** What a ticket would cost, minor units, as the house computes it: rounded half up to the cent. */
export function priceOf({ price, faceValueAmount }: Partial<TermsValues>): number | null {
  if (price?.by !== 'face') return price?.amount ?? null;
  if (typeof faceValueAmount !== 'number' || typeof price.bps !== 'number') return null;
  return Math.floor((faceValueAmount * (10_000 + price.bps) + 5_000) / 10_000);
}
