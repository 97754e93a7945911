import { LRUCache } from 'lru-cache';
import type { SocialFacts } from '../../src/router/route.ts';
import { drawPicture } from './drawPicture.ts';

export { pageOfSocialPath } from '../../src/shell/socialPath.ts';

/** About 20 kB each. */
const mostPictures = 300;
const drawn = new LRUCache<string, Promise<Buffer>>({ max: mostPictures });

/** The picture of a page as PNG. Drawn once for the same words: it costs as much as a hundred pages. */
export function socialPicture(facts: SocialFacts, marketplace: string): Promise<Buffer> {
  const key = JSON.stringify([facts, marketplace]);
  let picture = drawn.get(key);
  if (!picture) {
    picture = drawPicture(facts, marketplace);
    drawn.set(key, picture);
    picture.catch(() => drawn.delete(key));
  }
  return picture;
}
