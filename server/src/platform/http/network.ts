/** Whose tries are counted together: the network address of a request. */
import { isIPv4, isIPv6 } from 'node:net';

/**
 * The part of an address that one visitor can't change at will: of IPv4 all of it, of IPv6 the first 64 bits, since a
 * subscriber has the rest to itself (RFC 6177). A port is left out; a text that is no address stays itself.
 */
export function networkOf(address: string): string {
  const text = address.trim().toLowerCase();
  const bare = /^\[([^\]]+)\]/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const mapped = /^::ffff:([\d.]+)$/.exec(bare)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  if (isIPv4(bare) || !isIPv6(bare)) return bare.slice(0, 64);
  const [head = '', tail] = (bare.split('%')[0] as string).split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill('0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
