import { useEffect, useRef } from 'react';
import './exportMenu.css';

/** Files of exactly what is filtered, all rows of it, in the order on the page. */
export function ExportMenu({
  resource,
  address,
  open,
  setOpen,
  keys = 'x',
}: {
  /** Its files lie beside its list: `statistics.csv`. */
  resource: string;
  address: string;
  open: boolean;
  setOpen: (open: boolean) => void;
  /** What opens it; the page listens. */
  keys?: string;
}) {
  const first = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (open) first.current?.focus();
  }, [open]);
  return (
    <div className="menu-of">
      <button
        type="button"
        className="btn"
        aria-expanded={open}
        aria-haspopup="true"
        onClick={() => setOpen(!open)}
      >
        Export <kbd>{keys}</kbd>
      </button>
      {open && (
        <div className="menu-list">
          <a
            ref={first}
            href={`/api/admin/${resource}.csv?${address}`}
            download
            onClick={() => setOpen(false)}
          >
            CSV <span>any program, any size</span>
          </a>
          <a href={`/api/admin/${resource}.xlsx?${address}`} download onClick={() => setOpen(false)}>
            XLSX <span>Excel, with formats</span>
          </a>
        </div>
      )}
    </div>
  );
}
