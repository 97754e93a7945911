/** Terms as a form holds them: one choice and two figures for each price, an opponent's by its id. */
import type { PackagePrice, PackageTerms, SeasonPackage } from '@holdfast/shared/packages';

export interface PriceValues {
  by: 'set' | 'face';
  /** Minor units. */
  amount: number | null;
  /** Basis points from the face value. */
  bps: number | null;
}

export interface TermsValues extends Omit<PackageTerms, 'price' | 'opponents' | 'disclosure'> {
  price: PriceValues;
  /** Includes removed ones; the chosen list decides which count. */
  opponents: Record<string, PriceValues>;
  disclosure: string;
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
  deliveryWay: 'transfer',
  disclosure: '',
};

export const termsValues = (terms: SeasonPackage['terms']): TermsValues => ({
  ...terms,
  price: valuesOf(terms.price),
  opponents: Object.fromEntries(
    terms.opponents.map(({ performerId, price }) => [performerId, valuesOf(price)]),
  ),
  disclosure: terms.disclosure ?? '',
});

const priceBody = (price?: Partial<PriceValues>) =>
  price?.by === 'face' ? { by: 'face', bps: price.bps } : { by: 'set', amount: price?.amount };

/** @param opponents those with a price of their own, in the order of the screen */
export function termsBody(values: Record<string, unknown>, opponents: readonly string[]) {
  const { price, opponents: prices = {}, disclosure, ...rest } = values as unknown as TermsValues;
  return {
    ...rest,
    price: priceBody(price),
    opponents: opponents.map((performerId) => ({ performerId, price: priceBody(prices[performerId]) })),
    disclosure: disclosure.trim() || null,
  };
}

/** `opponents.0.price.amount` of the body is `opponents.<id>.amount` of the form. */
export function termsField(field: string, opponents: readonly string[]): string {
  const [, at = '', figure = 'amount'] = /^opponents\.(\d+)(?:\.price\.(\w+))?/.exec(field) ?? [];
  return at === '' ? field : `opponents.${opponents[Number(at)]}.${figure}`;
}

/** What a ticket would cost, minor units, as the marketplace computes it: rounded half up to the cent. */
export function priceOf({ price, faceValueAmount }: Partial<TermsValues>): number | null {
  if (price?.by !== 'face') return price?.amount ?? null;
  if (typeof faceValueAmount !== 'number' || typeof price.bps !== 'number') return null;
  return Math.floor((faceValueAmount * (10_000 + price.bps) + 5_000) / 10_000);
}
