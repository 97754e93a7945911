/**
 * Orders that a browser keeps for use without a network. The storefront keeps them; both front ends remove them at sign-out,
 * so that the next person in front of the browser finds none.
 */

/** The cache of the storefront's service worker, `storefront/public/sw.js`. */
export const cacheName = 'holdfast-orders';

/** Removes every kept order from this browser. Where the browser has no caches, nothing was kept. */
export async function forgetOfflineOrders(): Promise<void> {
  if (typeof caches !== 'undefined') await caches.delete(cacheName).catch(() => false);
}
