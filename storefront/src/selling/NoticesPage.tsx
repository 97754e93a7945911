import type { InboxStanding, Notice, NoticeList } from '@holdfast/shared/notices';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { useNavigation } from '../router/navigation.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Pages } from '../ui/Pages.tsx';
import { counted } from '../ui/text.ts';
import { failureText } from '../ui/useSubmission.ts';
import { inboxStore } from './inbox.ts';
import { NoticeItem } from './NoticeItem.tsx';
import { NoticePreferencesForm } from './NoticePreferencesForm.tsx';
import { NotShown } from './NotShown.tsx';
import { TelegramLink } from './TelegramLink.tsx';
import { addressOf, perPage, type Search, searchOf, useNotices } from './useNotices.ts';

/** What the signed-in consignor should know, newest first, and how they are told. */
function NoticesPage({ query }: PageProps<null>) {
  const search = searchOf(query);
  const { shown, load, reload } = useNotices(search);
  switch (shown.state) {
    case 'loading':
      return (
        <div className="wrap selling" aria-busy="true">
          <h1>Your inbox</h1>
          <p className="selling-sum muted">Loading it…</p>
          <div className="flat-block tall" />
        </div>
      );
    case 'ready':
      return (
        <div className="wrap selling">
          <div>
            <p className="small">
              <a href="/selling">Your tickets</a>
            </p>
            <h1>Your inbox</h1>
          </div>
          <Inbox list={shown.list} search={search} load={load} />
          <TelegramLink />
          <NoticePreferencesForm />
        </div>
      );
    default:
      return <NotShown state={shown.state} title="Your inbox" back={addressOf(search)} reload={reload} />;
  }
}

function Inbox({ list, search, load }: { list: NoticeList; search: Search; load(): Promise<void> }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const announce = useAnnounce();
  async function act(change: () => Promise<InboxStanding>, said: string) {
    setBusy(true);
    setFailure(null);
    try {
      inboxStore.set(await change());
      await load();
      announce(said);
    } catch (error) {
      setFailure(`Nothing was changed. ${failureText(error) ?? ''}`);
    } finally {
      setBusy(false);
    }
  }
  const pages = Math.ceil(list.total / perPage);
  return (
    <section aria-labelledby="notices" aria-busy={isBusy}>
      <h2 id="notices" className="vh">
        Notices
      </h2>
      <p className="selling-sum">
        {list.unread === 0 ? 'Everything is read.' : `${counted(list.unread, 'notice')} unread.`} We keep
        notices for {counted(list.keptDays, 'day')}.
      </p>
      <Tools list={list} search={search} isBusy={isBusy} act={act} />
      {failure !== null && (
        <p className="msg" role="alert">
          {failure}
        </p>
      )}
      {list.data.length === 0 ? (
        <Nothing search={search} total={list.total} />
      ) : (
        <ul className="notice-list">
          {list.data.map((notice: Notice) => (
            <NoticeItem
              key={notice.id}
              notice={notice}
              isBusy={isBusy}
              mark={(isRead) =>
                act(
                  () => api.markNotices({ ids: [notice.id], isRead }),
                  isRead ? 'Marked read.' : 'Marked unread.',
                )
              }
              remove={() => act(() => api.removeNotices([notice.id]), 'Deleted.')}
            />
          ))}
        </ul>
      )}
      <Pages
        page={search.page}
        pages={pages}
        addressOf={(page) => addressOf({ ...search, page })}
        back="Newer"
        more="Older"
      />
    </section>
  );
}

/** Which notices are shown, and marking all of them read. */
function Tools({
  list,
  search,
  isBusy,
  act,
}: {
  list: NoticeList;
  search: Search;
  isBusy: boolean;
  act(change: () => Promise<InboxStanding>, said: string): Promise<void>;
}) {
  const newest = list.data[0];
  return (
    <div className="notice-tools">
      <nav className="chips" aria-label="Which notices">
        <ViewLink view="all" search={search} text="All" />
        <ViewLink view="unread" search={search} text="Unread" />
      </nav>
      {list.unread > 0 && newest && (
        <button
          type="button"
          className="btn btn-line"
          disabled={isBusy}
          onClick={() =>
            act(
              () =>
                api.markNotices({
                  ids: 'all',
                  isRead: true,
                  // On a later page newer ones exist that aren't on screen; they are meant too.
                  ...(search.page === 1 ? { until: newest.at } : {}),
                }),
              'All notices are marked read.',
            )
          }
        >
          Mark all read
        </button>
      )}
    </div>
  );
}

function ViewLink({ view, search, text }: { view: Search['view']; search: Search; text: string }) {
  const { navigate } = useNavigation();
  const to = addressOf({ view, page: 1 });
  const isOn = search.view === view;
  return (
    <a
      className={isOn ? 'chip chip-on' : 'chip'}
      href={to}
      aria-current={isOn || undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        navigate(to, { stay: true });
      }}
    >
      {text}
    </a>
  );
}

function Nothing({ search, total }: { search: Search; total: number }) {
  if (total > 0)
    return (
      <p>
        There is no such page. <a href={addressOf({ ...search, page: 1 })}>Go to its first page</a>
      </p>
    );
  return (
    <p className="muted">
      {search.view === 'unread'
        ? 'You have read everything.'
        : 'Nothing yet. What is sold, put on sale, priced anew or paid to you appears here.'}
    </p>
  );
}

/** /selling/notices: a consignor's inbox. */
export const noticesPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Your inbox' }),
  Page: NoticesPage,
});
