import type { Notice } from '@holdfast/shared/notices';
import type { MouseEvent } from 'react';
import { useNavigation } from '../router/navigation.ts';
import { ownZone, stamp } from '../ui/time.ts';

interface Props {
  notice: Notice;
  isBusy: boolean;
  mark(isRead: boolean): Promise<void>;
  remove(): Promise<void>;
}

/** One notice: what happened, when, and what can be done with it. Opening its page marks it read. */
export function NoticeItem({ notice, isBusy, mark, remove }: Props) {
  const { navigate } = useNavigation();
  const { title, text, page, at, readAt } = notice;
  const isRead = readAt !== null;
  const open = async (event: MouseEvent) => {
    if (isRead) return;
    const isHere = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (isHere) event.preventDefault();
    await mark(true);
    if (isHere && page) navigate(page);
  };
  return (
    <li className={isRead ? undefined : 'notice-unread'}>
      {isRead ? <span /> : <span className="mark-unread" aria-hidden="true" />}
      <div className="notice-what">
        <span>
          {!isRead && <span className="vh">Unread: </span>}
          {page === null ? (
            title
          ) : (
            <a href={page} onClick={open}>
              {title}
            </a>
          )}
        </span>
        {text !== null && <span>{text}</span>}
        <time className="small muted fig" dateTime={at}>
          {stamp(at, ownZone())}
        </time>
      </div>
      <div className="notice-acts">
        <button type="button" disabled={isBusy} onClick={() => mark(!isRead)}>
          {isRead ? 'Mark unread' : 'Mark read'}
          <span className="vh">: {title}</span>
        </button>
        <button type="button" disabled={isBusy} onClick={remove}>
          Delete<span className="vh">: {title}</span>
        </button>
      </div>
    </li>
  );
}
