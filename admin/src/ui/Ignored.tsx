/** Names the parts of an address that couldn't be read. */
export function Ignored({ parts }: { parts: readonly string[] }) {
  if (parts.length === 0) return null;
  return (
    <p className="note warn page-note" role="status">
      Part of this page’s address can’t be read and is ignored: {parts.join(', ')}.
    </p>
  );
}
