/**
 * Splits a refund over the parts of a sale in their proportion. The sum of all refunds of a sale takes each part back
 * exactly: each refund is the difference of two roundings of the running total.
 * @param parts   what the sale gave to each, minor units
 * @param before  refunded so far, minor units
 * @param amount  this refund, minor units
 * @returns minor units per part, in order; they sum to `amount`
 */
export function splitRefund(parts: number[], before: number, amount: number): number[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (amount < 0 || before < 0 || before + amount > total)
    throw new RangeError(`a refund of ${amount} after ${before} of ${total}`);
  const after = shareOut(parts, total, before + amount);
  const earlier = shareOut(parts, total, before);
  return after.map((value, i) => value - (earlier[i] ?? 0));
}

/** Rounds running sums, so that the parts always sum to the whole. */
function shareOut(parts: number[], total: number, amount: number): number[] {
  let running = 0;
  let given = 0;
  return parts.map((part) => {
    running += part;
    const upToHere =
      total === 0
        ? 0
        : Number((BigInt(running) * BigInt(amount) * 2n + BigInt(total)) / (BigInt(total) * 2n));
    const mine = upToHere - given;
    given = upToHere;
    return mine;
  });
}
