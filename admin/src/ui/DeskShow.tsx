/** react-admin's page of one record: what stands while it is read, and after a failure. */
import type { ReactNode } from 'react';
import { type RaRecord, ShowBase, type ShowBaseProps, useShowContext } from 'react-admin';
import { ErrorMessage } from './ErrorMessage.tsx';
import { Reading } from './Reading.tsx';
import { wholeRecord } from './wholeRecord.ts';

const quiet = () => {};

export function DeskShow<T extends RaRecord>({
  what,
  refreshMs,
  children,
  ...props
}: Omit<ShowBaseProps<T>, 'children' | 'render'> & {
  /** As it is named to people, such as `the consignor`. */
  what: string;
  /** How often it is asked again, in milliseconds; 0 for never. */
  refreshMs?: (record: T | undefined) => number;
  children: (record: T, refetch: () => Promise<unknown>) => ReactNode;
}) {
  return (
    <ShowBase<T>
      error={<Trouble what={what} />}
      loading={<Reading what={what} />}
      queryOptions={
        {
          onError: quiet,
          refetchInterval: ({ state }: { state: { data?: T } }) => refreshMs?.(state.data) || false,
          ...wholeRecord,
        } as ShowBaseProps<T>['queryOptions']
      }
      {...props}
      render={({ record, refetch }) => {
        // On a slow line react-admin may render an empty object before the record is there: seen right after it was made.
        if (record?.id === undefined) return <Reading what={what} />;
        return children(record, refetch);
      }}
    />
  );
}

function Trouble({ what }: { what: string }) {
  const { error, refetch } = useShowContext();
  return (
    <ErrorMessage
      what={`${what.replace(/^the /, 'This ')} couldn’t be loaded.`}
      error={error}
      retry={() => refetch()}
    />
  );
}
