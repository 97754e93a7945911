/** Whether fans' browsers reach the sandbox from the shop's pages. */

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Why nobody could pay in the sandbox, and what to set; null: they can, or payments go to Stripe.
 * @param publicUrl where fans see the shop
 * @param sandboxUrl where their browsers send test cards; null: payments go to Stripe
 */
export function unreachableSandbox(publicUrl: string, sandboxUrl: string | null): string | null {
  if (sandboxUrl === null) return null;
  const [shop, sandbox] = [new URL(publicUrl), new URL(sandboxUrl)];
  const remedy =
    'so nobody can pay. Set SANDBOX_PUBLIC_URL to an address of the sandbox that they reach, over https where the shop is, or give the keys of Stripe’s test mode.';
  if (loopback.has(shop.hostname)) return null;
  if (loopback.has(sandbox.hostname))
    return `Payments go to the sandbox, which fans’ browsers would look for on their own machine (${sandbox.origin}), ${remedy}`;
  if (shop.protocol === 'https:' && sandbox.protocol !== 'https:')
    return `Payments go to the sandbox at ${sandbox.origin}, which browsers refuse from a shop over https, ${remedy}`;
  return null;
}
