import type { ReactNode } from 'react';

/** The title in the board voice, one sentence of facts, and what can be begun here. */
export function PageHead({
  title,
  facts,
  mark,
  children,
}: {
  title: ReactNode;
  facts?: ReactNode;
  mark?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {mark}
      {facts && <p>{facts}</p>}
      {children && <div className="acts">{children}</div>}
    </div>
  );
}
