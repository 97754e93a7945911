/** Whose a key is: the grid's, its editor's, or the page's. */
import type { SuppressKeyboardEventParams } from 'ag-grid-community';

/** Keys with which a person moves in the grid itself. */
export const movingKeys = /^(Arrow|Page|Home|End|Tab)/;
/** While a cell is edited, these belong to its editor. */
const editorKeys = new Set(['Enter', 'Tab', 'Escape', 'ArrowUp', 'ArrowDown']);
/** The grid keeps what moves in it; every other key is the page's, or else a letter would begin to edit. */
export function leaveToPage({ event, editing }: SuppressKeyboardEventParams): boolean {
  return editing ? editorKeys.has(event.key) : !movingKeys.test(event.key);
}
/** Whether nothing that a person chose has the focus. */
export function isNowhere(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.id === 'page';
}
