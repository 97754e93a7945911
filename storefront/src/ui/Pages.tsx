interface Props {
  page: number;
  pages: number;
  addressOf(page: number): string;
  /** The words of the links. */
  back: string;
  more: string;
}

/** The links to the page before and after; nothing where there is one page. */
export function Pages({ page, pages, addressOf, back, more }: Props) {
  if (pages < 2) return null;
  return (
    <nav className="pages" aria-label="Pages">
      {page > 1 ? (
        <a className="btn btn-line" rel="prev" href={addressOf(page - 1)}>
          {back}
        </a>
      ) : (
        <span />
      )}
      <span className="muted fig">
        Page {page} of {pages}
      </span>
      {page < pages ? (
        <a className="btn btn-line" rel="next" href={addressOf(page + 1)}>
          {more}
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
