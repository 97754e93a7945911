/** What a page shows while an email's link is read, and when it opens nothing. */

export function LinkReading() {
  return <div className="wrap plain flat-block tall" aria-busy="true" />;
}

export function LinkClosed({ title, why }: { title: string; why: string }) {
  return (
    <div className="wrap plain">
      <h1>{title}</h1>
      <p role="status">{why}</p>
      <div className="acts">
        <a className="btn btn-go" href="/sign-in">
          Sign in
        </a>
        <a className="btn btn-line" href="/contact">
          Contact us
        </a>
      </div>
    </div>
  );
}
