import type { Selling } from '@holdfast/shared/portal';
import { type MouseEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useNavigation } from '../router/navigation.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Pages } from '../ui/Pages.tsx';
import { counted } from '../ui/text.ts';
import { ActivityLog } from './ActivityLog.tsx';
import { NotShown } from './NotShown.tsx';
import { OwnListingCard } from './OwnListingCard.tsx';
import { SellingHead } from './SellingHead.tsx';
import { addressOf, countOf, groupNames, groups, perPage, queryOf, type Search, searchOf } from './search.ts';
import { ToDeliver } from './ToDeliver.tsx';
import { useSelling } from './useSelling.ts';

/** The consignor's own page. The cached HTML contains none of its data. */
function SellingPage({ query }: PageProps<null>) {
  const search = searchOf(query);
  const { own, isBusy, reload, refresh } = useSelling(queryOf(search));
  // What is to deliver stands above: the listings wait for it, so that nothing moves under a finger.
  const [isAbove, setAbove] = useState(false);
  const showBelow = useCallback(() => setAbove(true), []);
  switch (own.state) {
    case 'loading':
      return <Loading />;
    case 'signedOut':
    case 'notConsignor':
    case 'failed':
      return <NotShown state={own.state} title="Your tickets" back={addressOf(search)} reload={reload} />;
    case 'ready':
      return (
        <div className="wrap selling">
          <SellingHead selling={own.selling} />
          <ToDeliver changed={refresh} known={showBelow} />
          {isAbove ? (
            <>
              <Listings selling={own.selling} search={search} isBusy={isBusy} refresh={refresh} />
              <ActivityLog />
            </>
          ) : (
            <div className="flat-block tall" />
          )}
        </div>
      );
  }
}

function Loading() {
  return (
    <div className="wrap selling" aria-busy="true">
      <h1>Your tickets</h1>
      <p className="selling-sum muted">Loading them…</p>
      <div className="flat-block" />
      <div className="flat-block tall" />
    </div>
  );
}

interface ListingsProps {
  selling: Selling;
  search: Search;
  isBusy: boolean;
  refresh(): void;
}

function Listings({ selling: { counts, listings }, search, isBusy, refresh }: ListingsProps) {
  const { when, group } = search;
  const announce = useAnnounce();
  const announced = useRef(`${when} ${group}`);
  useEffect(() => {
    if (isBusy || announced.current === `${when} ${group}`) return;
    announced.current = `${when} ${group}`;
    announce(counted(listings.total, 'listing'));
  }, [announce, isBusy, when, group, listings.total]);
  const shown = groupNames.filter((each) => each === group || countOf(counts, when, each) > 0);
  const pages = Math.ceil(listings.total / perPage);
  return (
    <section aria-labelledby="listings" aria-busy={isBusy}>
      <div className="head-row">
        <h2 id="listings">Listings</h2>
        <nav className="chips" aria-label="Upcoming or past">
          {(['upcoming', 'past'] as const).map((each) => (
            <FilterLink key={each} to={{ when: each, group: null, page: 1 }} isOn={each === when}>
              {each === 'past' ? 'Past' : 'Upcoming'} <span className="n">{countOf(counts, each, null)}</span>
            </FilterLink>
          ))}
        </nav>
      </div>
      {shown.length > 1 && (
        <nav className="chips" aria-label="By state">
          <FilterLink to={{ when, group: null, page: 1 }} isOn={group === null}>
            All states
          </FilterLink>
          {shown.map((each) => (
            <FilterLink key={each} to={{ when, group: each, page: 1 }} isOn={each === group}>
              {groups[each].label} <span className="n">{countOf(counts, when, each)}</span>
            </FilterLink>
          ))}
        </nav>
      )}
      {listings.data.length > 0 ? (
        <ul className="lots">
          {listings.data.map((listing) => (
            <OwnListingCard key={listing.id} listing={listing} isPast={when === 'past'} changed={refresh} />
          ))}
        </ul>
      ) : (
        <Nothing search={search} counts={counts} total={listings.total} />
      )}
      <Pages
        page={search.page}
        pages={pages}
        addressOf={(page) => addressOf({ ...search, page })}
        back="Back"
        more="More listings"
      />
    </section>
  );
}

/** A filter stays on the page: it keeps scroll position and focus. */
function FilterLink({ to, isOn, children }: { to: Search; isOn: boolean; children: ReactNode }) {
  const { navigate } = useNavigation();
  const onClick = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(addressOf(to), { stay: true });
  };
  return (
    <a
      className={isOn ? 'chip chip-on' : 'chip'}
      href={addressOf(to)}
      aria-current={isOn || undefined}
      onClick={onClick}
    >
      {children}
    </a>
  );
}

function Nothing({ search, counts, total }: { search: Search; counts: Selling['counts']; total: number }) {
  const { when, group, page } = search;
  if (total > 0 && page > 1)
    return (
      <p>
        There is no such page. <a href={addressOf({ ...search, page: 1 })}>Go to its first page</a>
      </p>
    );
  if (group !== null)
    return (
      <p>
        None of your {when} listings match.{' '}
        <a href={addressOf({ when, group: null, page: 1 })}>See all of them</a>
      </p>
    );
  const elsewhere = countOf(counts, when === 'past' ? 'upcoming' : 'past', null);
  if (elsewhere > 0)
    return (
      <p className="muted">
        {when === 'past'
          ? 'You have no listings for past events.'
          : 'You have no listings for upcoming events.'}
      </p>
    );
  return (
    <div className="empty">
      <p className="muted">
        Nothing yet. Tell our team the section, row and seats, and which games you will miss; what you hand
        over appears here, waiting for approval.
      </p>
      <p>
        <a className="btn btn-line" href="/sell">
          How consigning works
        </a>
      </p>
    </div>
  );
}

/** /selling: a consignor's listings and proceeds. */
export const sellingPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Your tickets' }),
  Page: SellingPage,
});
