import { type ReactNode, useEffect, useRef } from 'react';

/**
 * A dialog in the middle of the screen, at the bottom on a phone. The browser keeps focus inside and restores
 * it afterwards.
 */
export function Sheet({ title, children, onClose }: { title: string; children: ReactNode; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    heading.current?.focus();
    return () => opened?.close();
  }, []);
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby="sheet-title" onCancel={onClose} onClose={onClose}>
      <div className="sheet-in">
        <h2 id="sheet-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
