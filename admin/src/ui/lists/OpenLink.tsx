import type { ReactNode } from 'react';
import { useGetPathForRecord, useRecordContext } from 'react-admin';
import { Link } from 'react-router';

/** The key column of a list: opens its record by keyboard too, as a click on the row does. */
export function OpenLink({
  to,
  children,
}: {
  /** Where the record's page is; by default where react-admin shows it. */
  to?: string;
  children: ReactNode;
}) {
  const record = useRecordContext();
  const shown = useGetPathForRecord({ record, link: to === undefined ? 'show' : false });
  const path = to ?? shown;
  if (!path) return <b className="bold">{children}</b>;
  return (
    <Link className="key" to={path} onClick={(event) => event.stopPropagation()}>
      {children}
    </Link>
  );
}
