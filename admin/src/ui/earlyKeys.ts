/** The keys of this page, from its first script on: before the back office is loaded, they are kept for it. */
import { createKeptKeys, isField, keyName } from './keptKeys.ts';

export const keptKeys = createKeptKeys();

let isMounted = false;
window.addEventListener('keydown', (event) => {
  if (isMounted || event.altKey || event.isComposing) return;
  if (isField(event.target)) keptKeys.clear();
  else if (keptKeys.keep(keyName(event), event.timeStamp)) event.preventDefault();
});
window.addEventListener('pointerdown', () => keptKeys.clear(), { capture: true });

/** The back office listens itself from here on. */
export function takeOverKeys(): void {
  isMounted = true;
}
