/**
 * Earlier purchases that count against a claim of fraud by Visa's rules (Compelling Evidence 3.0): at least two of the same
 * cardholder, 120 to 365 days before the dispute, undisputed and not refunded, that share two facts with the disputed one, the
 * network address or the device among them.
 * Source: https://docs.stripe.com/disputes/visa-ce3-api
 */

/** What is known of a purchase and can be shared with another one. Null: not known. */
export interface PurchaseFacts {
  ip: string | null;
  device: string | null;
  account: string | null;
  email: string | null;
}

/** An earlier purchase. */
export interface EarlierPurchase extends PurchaseFacts {
  /** Stripe's id of its payment intent. */
  stripeId: string;
  /** When it was paid, ISO 8601. */
  at: string;
}

const dayMs = 86_400_000;
/** How many days before the dispute an earlier purchase counts. */
export const earlierDays = { from: 120, to: 365 };
/** As many as Stripe takes. */
const mostEarlier = 5;
/** Fewer aren't compelling. */
const fewestEarlier = 2;

const anchors = ['ip', 'device'] as const;
const facts = ['ip', 'device', 'account', 'email'] as const;

const same = (fact: (typeof facts)[number], one: PurchaseFacts, other: PurchaseFacts) =>
  one[fact] !== null && one[fact]?.toLowerCase() === other[fact]?.toLowerCase();

/**
 * The earlier purchases that count, newest first; none where fewer than two do.
 * @param disputedAt when the dispute was opened, ISO 8601
 */
export function countingPurchases<Purchase extends EarlierPurchase>(
  disputed: PurchaseFacts,
  disputedAt: string,
  earlier: readonly Purchase[],
): Purchase[] {
  const age = ({ at }: Purchase) => (Date.parse(disputedAt) - Date.parse(at)) / dayMs;
  const inTime = earlier
    .filter((purchase) => age(purchase) >= earlierDays.from && age(purchase) <= earlierDays.to)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  // All of them share the same two facts with the disputed one.
  for (const anchor of anchors)
    for (const fact of facts) {
      if (fact === anchor) continue;
      const found = inTime.filter(
        (purchase) => same(anchor, disputed, purchase) && same(fact, disputed, purchase),
      );
      if (found.length >= fewestEarlier) return found.slice(0, mostEarlier);
    }
  return [];
}
