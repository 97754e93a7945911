import { cacheName } from '@holdfast/shared/offlineOrders';
import type { KeptOrder } from '@holdfast/shared/orders';
import type { Reservation } from '@holdfast/shared/reservations';
import { orderDataPath, orderPaths } from './offlineCache.ts';

/**
 * Keeps an order with its codes in this browser, so that it opens at the gate without a network. Only a browser that the server
 * has just shown the order to calls this; signing out, or an answer that the order isn't its own, removes it.
 */
export async function keepOffline(order: Reservation): Promise<void> {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return;
  await navigator.serviceWorker.register('/sw.js');
  const cache = await caches.open(cacheName);
  const linked = [
    ...document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>('script[src], link[href^="/assets/"]'),
  ];
  const files = linked.map((each) => new URL('src' in each ? each.src : each.href).pathname);
  const data = orderDataPath(order.id);
  const kept: KeptOrder = { ...order, isKept: true };
  await cache.put(
    data,
    new Response(JSON.stringify(kept), { headers: { 'content-type': 'application/json' } }),
  );
  const paths = new Set(['/favicon.svg', ...files, ...orderPaths(order).filter((path) => path !== data)]);
  // One that fails doesn't keep the others from being kept.
  await Promise.allSettled([...paths].map((path) => cache.add(path)));
}
