import type { ReactNode } from 'react';

/** A consignor's own page that can't be shown: why, and what to do. */
export function NotShown({
  state,
  title,
  back,
  reload,
}: {
  state: 'signedOut' | 'notConsignor' | 'failed';
  /** Of the page. */
  title: string;
  /** The page's address, where a sign-in leads back to. */
  back: string;
  reload(): void;
}) {
  switch (state) {
    case 'signedOut':
      return (
        <MessagePage title={title}>
          <p>Sign in with the account that our team made for you, and see how your tickets sell.</p>
          <a className="btn btn-go" href={`/sign-in?next=${encodeURIComponent(back)}`}>
            Sign in
          </a>
          <a href="/sell">How consigning works</a>
        </MessagePage>
      );
    case 'notConsignor':
      return (
        <MessagePage title="This page is for consignors">
          <p>
            Your account doesn’t belong to a consignor. If you consign with us, ask our team to connect it.
          </p>
          <a className="btn btn-line" href="/sell">
            How consigning works
          </a>
        </MessagePage>
      );
    case 'failed':
      return (
        <MessagePage title={`${title} didn’t load`} role="alert">
          <p>We got no answer from the server. Whatever is on sale stays on sale.</p>
          <button type="button" className="btn btn-go" onClick={reload}>
            Reload
          </button>
        </MessagePage>
      );
  }
}

function MessagePage({ title, role, children }: { title: string; role?: 'alert'; children: ReactNode }) {
  return (
    <div className="wrap plain" role={role}>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
