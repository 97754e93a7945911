import { type MouseEvent, useEffect, useRef } from 'react';
import { PageLink } from '../authProvider/PageLink.tsx';
import { farText, fileAddress, fileText, isWaiting } from './exportText.ts';
import { useTableFile } from './useTableFile.ts';
import './exportMenu.css';

const formats = [
  { format: 'csv', says: 'any program, any size' },
  { format: 'xlsx', says: 'Excel, with formats' },
] as const;

/** Files of exactly what is filtered, all rows of it, in the order on the page. A large one is written in the background. */
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
  const file = useTableFile(`/admin/${resource}`, () => setOpen(false));
  const take = (format: 'csv' | 'xlsx') => (event: MouseEvent) => {
    // Another window asks for the file itself.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!file.isAsking) file.ask({ format, query: address });
  };
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
          {formats.map(({ format, says }, at) => (
            <a
              key={format}
              ref={at === 0 ? first : null}
              href={`/api/admin/${resource}.${format}?${address}`}
              download
              onClick={take(format)}
            >
              {format.toUpperCase()} <span>{says}</span>
            </a>
          ))}
          <FileState file={file} />
        </div>
      )}
    </div>
  );
}

/** What became of the file that was asked for. */
function FileState({ file: { isAsking, refused, written } }: { file: ReturnType<typeof useTableFile> }) {
  if (isAsking) return <p role="status">Counting the rows…</p>;
  if (refused !== null)
    return (
      <p className="bad" role="alert">
        {refused}
      </p>
    );
  if (written === null) return null;
  if (isWaiting(written))
    return (
      <p role="status">
        Preparing: {farText(written)}{' '}
        <progress value={written.done} max={Math.max(written.rows, 1)} aria-label={farText(written)} /> You
        may leave this page; the file waits under <PageLink to="/exports">Exports</PageLink>.
      </p>
    );
  if (written.state === 'ready')
    return (
      <p role="status">
        Ready:{' '}
        <a className="file" href={fileAddress(written)} download>
          download ({fileText(written)})
        </a>
      </p>
    );
  return (
    <p className="bad" role="alert">
      {written.failure ?? 'The file was deleted. Ask for it again.'}
    </p>
  );
}
