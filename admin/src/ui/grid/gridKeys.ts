/** Whose a key is: the grid's, its editor's, or the page's. */
import type { SuppressKeyboardEventParams } from 'ag-grid-community';
import type { Shortcut } from '../shortcuts.tsx';

/** Keys with which a person moves in the grid itself. */
export const movingKeys = /^(Arrow|Page|Home|End|Tab)/;
/** While a cell is edited, these belong to its editor. */
const editorKeys = new Set(['Enter', 'Tab', 'Escape', 'ArrowUp', 'ArrowDown']);
/** The grid keeps what moves in it; every other key is the page's, or else a letter would begin to edit. */
export function leaveToPage({ event, editing }: SuppressKeyboardEventParams): boolean {
  return editing ? editorKeys.has(event.key) : !movingKeys.test(event.key);
}
/** Whether nothing that a person chose has the focus. */
function isNowhere(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.id === 'page';
}
/**
 * Takes the focus for a page when what is being drawn stands there, unless a person has begun something meanwhile: a key
 * that opened a field would go on into the page.
 */
export function focusWhenDrawn(take: () => void): void {
  setTimeout(() => isNowhere() && take(), 0);
}
/** The keys of a page that move the cursor of its grid. */
export function rowMoves(grid: { current: { move(by: number): unknown } | null }): Shortcut[] {
  return [
    { keys: 'j', also: ['ArrowDown'], does: 'down', run: () => grid.current?.move(1) !== null },
    { keys: 'k', also: ['ArrowUp'], does: 'up', run: () => grid.current?.move(-1) !== null },
  ];
}
