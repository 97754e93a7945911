import type { Role } from '@holdfast/shared/accounts';
import { useRef, useState } from 'react';
import { useGetIdentity } from 'react-admin';
import { useNavigate } from 'react-router';
import { mayOpen, mayOpenAddress } from '../authProvider/index.ts';
import { useAdminProvider } from '../dataProvider/index.ts';
import { Crumbs } from '../ui/crumbs.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { clockOf, dayOf, zoneOf } from '../ui/time.ts';
import { useNow } from '../ui/useNow.ts';

const pagesOfIds: Record<string, (id: string) => string> = {
  rsv: (id) => `/reservations/${id}/show`,
  lst: (id) => `/listings/${id}/show`,
  con: (id) => `/consignors/${id}/show`,
  imp: (id) => `/imports/${id}/show`,
  mal: (id) => `/emails/${id}/show`,
};
/** Texts that are searched among reservations: order codes, the last four of a card, email addresses, payment ids, Stripe ids. */
const orderLike = /^(hf-|pay_|pi_|ch_|re_|dp_|\S+@|[·*•.]*\d{4}$|[0-9A-F]{8}$)/i;

/** The app bar: breadcrumbs, the global search and the clock with its zone. */
export function AppBar({ openMenu, menuOpen }: { openMenu: () => void; menuOpen: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const navigate = useNavigate();
  const adminProvider = useAdminProvider();
  const now = useNow(10_000);
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const hint = mayOpen('listings', roles)
    ? 'Order code, consignor, seat, email, Stripe id'
    : 'Order code, name, seat, card, email, Stripe id';
  useShortcuts([{ keys: '/', does: 'search', run: () => field.current?.focus(), quiet: true }]);

  async function search() {
    const q = words.trim();
    if (!q) return;
    const pageOfId = /^[a-z]{3}_[0-9a-z]{26}$/.test(q) ? pagesOfIds[q.slice(0, 3)] : undefined;
    const page = pageOfId?.(q);
    if (page && mayOpenAddress(page, roles)) navigate(page);
    else if (orderLike.test(q) || !mayOpen('listings', roles)) {
      const found = await adminProvider
        .getList('reservations', {
          pagination: { page: 1, perPage: 2 },
          sort: { field: 'createdAt', order: 'DESC' },
          filter: { q },
        })
        .catch(() => null);
      if (found?.total === 1 && found.data[0]) navigate(`/reservations/${found.data[0].id}/show`);
      else navigate(`/reservations?q=${encodeURIComponent(q)}`);
    } else navigate(`/listings?state=all&q=${encodeURIComponent(q)}`);
    setWords('');
    field.current?.blur();
  }

  return (
    <header className="top">
      <button
        type="button"
        className="btn menu"
        aria-expanded={menuOpen}
        aria-controls="rail"
        onClick={openMenu}
      >
        Menu
      </button>
      <Crumbs />
      <search className="find">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            search();
          }}
        >
          <input
            ref={field}
            aria-label={`Search by ${hint.charAt(0).toLowerCase()}${hint.slice(1)}`}
            placeholder={hint}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          />
          <kbd>/</kbd>
        </form>
      </search>
      <time className="clock" dateTime={now.toISOString()}>
        {dayOf(now)}, {clockOf(now)} {zoneOf(now)}
      </time>
    </header>
  );
}
