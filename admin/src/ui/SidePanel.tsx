import { type ReactNode, useEffect, useRef } from 'react';

/** The panel beside a list: preview, details or explanation, with the list in sight. */
export function SidePanel({
  title,
  about,
  children,
  foot,
  takesFocus,
}: {
  title: string;
  about?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
  /** Actions are announced by moving there; a panel that follows the cursor isn't. */
  takesFocus?: boolean;
}) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) head.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <aside className="side" aria-label={title}>
      <div className="sh">
        <h2 ref={head} tabIndex={-1}>
          {title}
        </h2>
        {about && <span className="mut">{about}</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className="sb" tabIndex={0} aria-label={`${title}: what it says`}>
        {children}
      </section>
      {foot && <div className="sf">{foot}</div>}
    </aside>
  );
}
