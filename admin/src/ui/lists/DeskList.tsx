/** react-admin's list as the back office has it: filters may stand plainly in its address, and it is asked again by itself. */
import type { ReactNode } from 'react';
import { ListBase, type ListBaseProps, Pagination, type RaRecord, useListContext } from 'react-admin';
import { Navigate, useLocation } from 'react-router';
import { ErrorMessage } from '../ErrorMessage.tsx';
import { KeysWait } from '../shortcuts.tsx';
import { type Aliases, withFilters } from './plainAddress.ts';

const noFilters: readonly string[] = [];
const quiet = () => {};

export function DeskList<T extends RaRecord>({
  filters = noFilters,
  aliases,
  refreshMs = 20_000,
  perPage = 25,
  children,
  ...props
}: ListBaseProps<T> & {
  /** Names of filters that links may write plainly: `?state=failed`. */
  filters?: readonly string[];
  aliases?: Aliases;
  /** How often it is asked again, in milliseconds. */
  refreshMs?: number;
}) {
  const { pathname, search, state } = useLocation();
  const written = withFilters(search, filters, aliases);
  if (written !== null) return <Navigate to={pathname + written} state={state} replace />;
  return (
    <ListBase<T>
      storeKey={false}
      perPage={perPage}
      // A failure is shown in the list's place, not as a passing message.
      queryOptions={{ refetchInterval: refreshMs, onError: quiet } as ListBaseProps<T>['queryOptions']}
      {...props}
    >
      {children}
    </ListBase>
  );
}

/** The table's place within a list: while it is read, after a failure, without rows, and its pages. */
export function ListRows({ empty, children }: { empty: ReactNode; children: ReactNode }) {
  const { data, total, error, refetch, isPending, isPlaceholderData } = useListContext();
  if (error && !data)
    return <ErrorMessage what="These rows couldn’t be loaded." error={error} retry={refetch} />;
  if (isPending) return <KeysWait />;
  if (total === 0) return empty;
  return (
    <>
      <div className={isPlaceholderData ? 'rows-wait' : undefined}>{children}</div>
      <Pages />
    </>
  );
}

/** The list's pages; nothing where the smallest holds all rows. */
export function Pages({ sizes = [25, 50, 100] }: { sizes?: number[] }) {
  const { total } = useListContext();
  return (total ?? 0) > (sizes[0] ?? 0) ? <Pagination rowsPerPageOptions={sizes} /> : null;
}
