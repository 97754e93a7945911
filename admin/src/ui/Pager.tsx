/** Leads to the newer and the older page of a list that isn't one of react-admin's; of a single page there is none. */
export function Pager({
  page,
  pages,
  setPage,
}: {
  /** From 1 on, the newest. */
  page: number;
  pages: number;
  setPage: (page: number) => void;
}) {
  if (pages <= 1) return null;
  return (
    <p className="actions">
      <button type="button" className="btn" disabled={page <= 1} onClick={() => setPage(page - 1)}>
        Newer
      </button>{' '}
      Page {page} of {pages}{' '}
      <button type="button" className="btn" disabled={page >= pages} onClick={() => setPage(page + 1)}>
        Older
      </button>
    </p>
  );
}
