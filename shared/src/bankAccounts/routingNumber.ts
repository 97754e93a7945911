/** Weights of the nine digits. Source: ABA Routing Number Policy, check digit. */
const weights = [3, 7, 1, 3, 7, 1, 3, 7, 1];

/** Whether nine digits are a routing number of a US bank: the first two name a Federal Reserve district or a thrift, the last one checks the others. */
export function isRoutingNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const first = Number(text.slice(0, 2));
  const isDistrict = (first >= 1 && first <= 12) || (first >= 21 && first <= 32);
  return isDistrict && weights.reduce((sum, weight, at) => sum + weight * Number(text[at]), 0) % 10 === 0;
}
