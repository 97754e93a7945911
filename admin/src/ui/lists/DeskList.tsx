/** react-admin's list as the back office has it: filters may stand plainly in its address, and it is asked again by itself. */
import { type ReactNode, useEffect, useState } from 'react';
import { ListBase, type ListBaseProps, Pagination, type RaRecord, useListContext } from 'react-admin';
import { Navigate, useLocation } from 'react-router';
import { ErrorMessage } from '../ErrorMessage.tsx';
import { countOf } from '../figures.tsx';
import { Ignored, IgnoredParts } from '../Ignored.tsx';
import { Reading } from '../Reading.tsx';
import { type Fields, type ListContract, listFields, type Readable } from '../unreadable.ts';
import { type Aliases, withFilters, withoutUnreadable } from './plainAddress.ts';

const noFilters: readonly string[] = [];
const quiet = () => {};

export interface DeskListProps<T extends RaRecord> extends ListBaseProps<T> {
  /** The query of its API: what it can't read is left out of the address, and named above the rows. */
  contract: ListContract;
  /** Names of filters that links may write plainly: `?state=failed`. */
  filters?: readonly string[];
  /** How a filter's text reads, for filters whose values the contract doesn't limit and those that the address writes in another form. */
  reads?: Fields;
  aliases?: Aliases;
  /** How often it is asked again, in milliseconds. */
  refreshMs?: number;
}

export function DeskList<T extends RaRecord>({
  contract,
  filters = noFilters,
  reads,
  aliases,
  refreshMs = 20_000,
  perPage = 25,
  children,
  ...props
}: DeskListProps<T>) {
  const { pathname, search, state } = useLocation();
  const fields = listFields(contract, filters, reads);
  const { search: rest, ignored } = withoutUnreadable(search, { ...fields, sort: sortOf(fields, props) });
  const written = withFilters(rest, filters, aliases) ?? rest;
  if (written !== search) {
    const left = ignored.length > 0 ? { ...state, ignored } : state;
    return <Navigate to={pathname + written} state={left} replace />;
  }
  return (
    <IgnoredParts value={(state as { ignored?: string[] } | null)?.ignored ?? noFilters}>
      <ListBase<T>
        storeKey={false}
        perPage={perPage}
        // A failure is shown in the list's place, not as a passing message.
        queryOptions={{ refetchInterval: refreshMs, onError: quiet } as ListBaseProps<T>['queryOptions']}
        {...props}
      >
        {children}
      </ListBase>
    </IgnoredParts>
  );
}

/** react-admin writes the order that a list opens with too, which need not be one of the API's. */
const sortOf = ({ sort }: Fields, { sort: opening }: Pick<ListBaseProps, 'sort'>): Readable => ({
  safeParse: (text) => ({
    success: text === (opening?.field ?? 'id') || sort?.safeParse(text).success === true,
  }),
});

/**
 * Says that the page of an address is past the end of its list; react-admin then opens the first page.
 * @returns the number of that page; null: none was
 */
function usePastEnd(): number | null {
  const { data, total, page, isFetching } = useListContext();
  const [past, setPast] = useState<number | null>(null);
  const isPast = !isFetching && page > 1 && data?.length === 0 && (total ?? 0) > 0;
  useEffect(() => {
    if (isPast) setPast(page);
    else if (page > 1) setPast(null);
  }, [isPast, page]);
  return past;
}

/** The table's place within a list: while it is read, after a failure, without rows, and its pages. */
export function ListRows(props: { empty: ReactNode; children: ReactNode }) {
  return (
    <>
      <Ignored />
      <Rows {...props} />
    </>
  );
}

function Rows({ empty, children }: { empty: ReactNode; children: ReactNode }) {
  const { data, total, error, refetch, isPending, isPlaceholderData } = useListContext();
  const past = usePastEnd();
  if (error && !data)
    return <ErrorMessage what="These rows couldn’t be loaded." error={error} retry={refetch} />;
  if (isPending) return <Reading what="the rows" />;
  if (total === 0) return empty;
  return (
    <>
      {past !== null && (
        <p className="note warn" role="status">
          Page {countOf(past)} is past the end of the list. This is its first page.
        </p>
      )}
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
