import { createHash } from 'node:crypto';

/**
 * A set of seen texts in 8 bytes each: open addressing over 52-bit hashes. "No" is certain; "yes" is wrong
 * about once in 10^9, which only costs a database read. Without the set every new idempotency key would need
 * a read.
 */
export interface KnownKeys {
  add(key: string): void;
  has(key: string): boolean;
  clear(): void;
}

const firstSize = 1 << 16;

function hashOf(key: string): number {
  const digest = createHash('md5').update(key).digest();
  // 52 bits fit a double exactly; 0 marks an empty slot.
  return digest.readUInt32LE(0) * 0x100000 + (digest.readUInt32LE(4) & 0xfffff) || 1;
}

/** Creates an empty set. */
export function createKnownKeys(): KnownKeys {
  let slots = new Float64Array(firstSize);
  let used = 0;

  function slotOf(hash: number): number {
    let slot = hash % slots.length;
    while (slots[slot] !== 0 && slots[slot] !== hash) slot = (slot + 1) % slots.length;
    return slot;
  }
  function put(hash: number): void {
    const slot = slotOf(hash);
    if (slots[slot] === hash) return;
    slots[slot] = hash;
    used += 1;
  }

  return {
    add(key) {
      if (used * 2 >= slots.length) {
        const old = slots;
        slots = new Float64Array(old.length * 2);
        used = 0;
        for (const hash of old) if (hash !== 0) put(hash);
      }
      put(hashOf(key));
    },
    has: (key) => slots[slotOf(hashOf(key))] !== 0,
    clear() {
      slots = new Float64Array(firstSize);
      used = 0;
    },
  };
}
