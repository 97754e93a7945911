import { expect, it } from 'vitest';
import { freePort } from './freePort.ts';

it('never gives the same port twice, although nobody listens on it yet', async () => {
  // Eight of ten: that many drawn at random would hardly ever be different.
  const range = { from: 10_100, until: 10_110 };
  const ports = await Promise.all(Array.from({ length: 8 }, () => freePort(range)));
  expect(new Set(ports).size).toBe(8);
});
