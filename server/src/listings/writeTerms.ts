/** The terms of sale of a listing, as its consignor's files change them. */
import type { ConsignedWay } from '@holdfast/shared/deliveries';
import type { SplitRule } from '@holdfast/shared/listings';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

/** What a consignor's later file may change of a listing. */
export interface Terms {
  /** Each, minor units. */
  priceAmount: number;
  splitRule: SplitRule;
  faceValueAmount: number | null;
  delivery: string;
  /** Null: nobody says, and it stays. */
  deliveryWay?: ConsignedWay | null;
  disclosure: string | null;
  /** The day on which the tickets will be in hand, `2026-11-24`; null: they are, or nobody says. */
  inHandOn: string | null;
}

/** Writes all terms but the price, which only the listing's machine changes. The caller has locked the listings. */
export async function writeTerms(
  trx: Trx,
  listings: ReadonlyArray<{ listingId: string; terms: Terms }>,
): Promise<void> {
  const { from, value } = records(
    listings.map(({ listingId, terms }) => ({ ...terms, id: listingId })),
    {
      id: 'text',
      splitRule: 'text',
      faceValueAmount: 'integer',
      delivery: 'text',
      deliveryWay: 'text',
      disclosure: 'text',
      inHandOn: 'date',
    },
  );
  await queryPrepared(
    trx,
    `UPDATE listings l SET split_rule = n.split_rule, face_value_amount = n.face_value_amount, delivery = n.delivery,
       delivery_way = coalesce(n.delivery_way, l.delivery_way),       disclosure = n.disclosure, in_hand_on = n.in_hand_on
     FROM ${from} WHERE l.id = n.id`,
    [value],
  );
}
