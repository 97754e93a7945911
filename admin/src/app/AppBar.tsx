import type { Role } from '@holdfast/shared/accounts';
import type { SearchFound } from '@holdfast/shared/support';
import { useRef, useState } from 'react';
import { useGetIdentity } from 'react-admin';
import { useNavigate } from 'react-router';
import { mayOpen, mayOpenAddress } from '../authProvider/index.ts';
import { call } from '../dataProvider/index.ts';
import { Bell } from '../inbox/Bell.tsx';
import { Crumbs } from '../ui/crumbs.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { clockOf, dayOf, zoneOf } from '../ui/time.ts';
import { useNow } from '../ui/useNow.ts';
import { Found } from './Found.tsx';

const pagesOfIds: Record<string, (id: string) => string> = {
  rsv: (id) => `/reservations/${id}/show`,
  lst: (id) => `/listings/${id}/show`,
  con: (id) => `/consignors/${id}/show`,
  imp: (id) => `/imports/${id}/show`,
  mal: (id) => `/emails/${id}/show`,
};
/** The app bar: breadcrumbs, the global search and the clock with its zone. */
export function AppBar({ openMenu, menuOpen }: { openMenu: () => void; menuOpen: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const [found, setFound] = useState<{ q: string; answer: SearchFound } | null>(null);
  const navigate = useNavigate();
  const now = useNow(10_000);
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const hint = mayOpen('listings', roles)
    ? 'Order code, consignor, seat, phone, email'
    : 'Order code, name, seat, card, email, Stripe id';
  useShortcuts([{ keys: '/', does: 'search', run: () => field.current?.focus(), quiet: true }]);

  const leave = () => {
    setWords('');
    setFound(null);
    field.current?.blur();
  };

  async function search() {
    const q = words.trim();
    if (!q) return;
    const pageOfId = /^[a-z]{3}_[0-9a-z]{26}$/.test(q) ? pagesOfIds[q.slice(0, 3)] : undefined;
    const page = pageOfId?.(q);
    if (page && mayOpenAddress(page, roles)) {
      leave();
      navigate(page);
      return;
    }
    const answer = await call<SearchFound>(`/admin/search?q=${encodeURIComponent(q)}`).catch(() => null);
    const only =
      answer && !answer.orders.isSimilar && answer.orders.total === 1 ? answer.orders.data[0] : undefined;
    if (only && answer?.consignors.length === 0) {
      leave();
      navigate(`/reservations/${only.id}/show`);
    } else setFound(answer ? { q, answer } : null);
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
            onChange={(event) => {
              setWords(event.target.value);
              setFound(null);
            }}
            onKeyDown={(event) => event.key === 'Escape' && leave()}
          />
          <kbd>/</kbd>
        </form>
        {found && <Found {...found} roles={roles} leave={leave} />}
      </search>
      <Bell />
      <time className="clock" dateTime={now.toISOString()}>
        {dayOf(now)}, {clockOf(now)} {zoneOf(now)}
      </time>
    </header>
  );
}
