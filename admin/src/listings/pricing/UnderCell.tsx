/** A popover under a grid cell. It follows the cell while the grid scrolls and opens above when room is short. */
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';

export function cellOf(rowId: string, column: string): HTMLElement | null {
  return document.querySelector(
    `.ag-row[row-id="${CSS.escape(rowId)}"] .ag-cell[col-id="${CSS.escape(column)}"]`,
  );
}

export function UnderCell({
  anchor,
  label,
  className = 'floats under',
  children,
}: {
  /** Measured on each scroll, because the grid recreates rows. */
  anchor: () => HTMLElement | null;
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const find = useRef(anchor);
  find.current = anchor;
  useLayoutEffect(() => {
    let frame = 0;
    const place = () => {
      const cell = find.current()?.getBoundingClientRect();
      const own = box.current;
      if (!own) return;
      own.style.visibility = cell ? 'visible' : 'hidden';
      if (!cell) return;
      const { offsetWidth: width, offsetHeight: height } = own;
      const below = cell.bottom + 4;
      const fits = below + height <= window.innerHeight - 34;
      own.style.top = `${Math.max(4, fits ? below : cell.top - height - 4)}px`;
      own.style.left = `${Math.max(4, Math.min(cell.right - width, window.innerWidth - width - 4))}px`;
    };
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(place);
    };
    place();
    window.addEventListener('scroll', later, true);
    window.addEventListener('resize', later);
    const watch = new ResizeObserver(later);
    if (box.current) watch.observe(box.current);
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
      window.removeEventListener('scroll', later, true);
      window.removeEventListener('resize', later);
    };
  }, []);
  return createPortal(
    <div
      ref={box}
      className={className}
      {...(label ? { role: 'dialog', 'aria-label': label } : { role: 'status' })}
    >
      {children}
    </div>,
    document.getElementById('page') ?? document.body,
  );
}
