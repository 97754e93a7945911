/** The page that makes an entry of the catalogue. */
import type { ReactNode } from 'react';
import { CreateBase } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { PageHead } from '../ui/PageHead.tsx';

export function CreateEntry({
  list,
  title,
  facts,
  children,
}: {
  /** The list that it will belong to. */
  list: string;
  title: string;
  facts: string;
  children: ReactNode;
}) {
  useCrumbs('Catalogue', list, 'New');
  return (
    <CreateBase redirect="show">
      <PageHead title={title} facts={facts} />
      <div className="body form">{children}</div>
    </CreateBase>
  );
}
