/** The page that changes an entry of the catalogue. */
import type { ReactNode } from 'react';
import { EditBase, type RaRecord, useEditContext } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { formQuery } from '../ui/wholeRecord.ts';

interface Edited<T> {
  /** As it is named to people, such as `the venue`. */
  what: string;
  /** The list that it belongs to. */
  list: string;
  children: (record: T) => ReactNode;
}

export function EditEntry<T extends RaRecord & { name: string }>(props: Edited<T>) {
  return (
    <EditBase<T>
      mutationMode="pessimistic"
      redirect="show"
      error={<Trouble what={props.what} />}
      loading={<Reading what={props.what} />}
      queryOptions={formQuery}
    >
      <Page {...props} />
    </EditBase>
  );
}

function Page<T extends RaRecord & { name: string }>({ list, children }: Edited<T>) {
  const { record } = useEditContext<T>();
  useCrumbs('Catalogue', list, record?.name ?? '', 'Change');
  if (!record) return null;
  return (
    <>
      <PageHead title={`Change ${record.name}`} facts="What it was before stays in the log of its page." />
      <div className="body form">{children(record)}</div>
    </>
  );
}

function Trouble({ what }: { what: string }) {
  const { error, refetch } = useEditContext();
  return (
    <ErrorMessage
      what={`${what.replace(/^the /, 'This ')} couldn’t be loaded.`}
      error={error}
      retry={() => refetch()}
    />
  );
}
