/** The chat of Telegram that the consignor's inbox is linked with. */
import type { TelegramCode } from '@holdfast/shared/telegram';
import { useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { useRead } from '../ui/useRead.ts';

/** Milliseconds between two looks while a code waits for its chat. */
const lookMs = 2_000;

/** Nothing where the marketplace has no bot, or while that isn't known. */
export function TelegramLink() {
  const { value, set } = useRead(api.telegramLink);
  const [code, setCode] = useState<TelegramCode | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const announce = useAnnounce();
  const chat = value?.chat ?? null;
  const isLinked = chat !== null && !chat.isBlocked;
  useEffect(() => {
    if (code === null || isLinked) return;
    const timer = setInterval(() => {
      api
        .telegramLink()
        .then(set)
        .catch(() => {});
    }, lookMs);
    return () => clearInterval(timer);
  }, [code, isLinked, set]);
  if (!value?.bot) return null;
  const attempt = (work: () => Promise<void>) => {
    setProblem(null);
    work().catch((error: Error) => setProblem(error.message));
  };
  const makeCode = () => attempt(async () => setCode(await api.telegramCode()));
  const unlink = () =>
    attempt(async () => {
      set(await api.unlinkTelegram());
      setCode(null);
      announce('Unlinked.');
    });
  return (
    <section aria-labelledby="telegram">
      <h2 id="telegram">Telegram</h2>
      {chat?.isBlocked && (
        <p>
          {chat.name} blocked our bot, so nothing is sent there. Unblock it in Telegram, then link it again.
        </p>
      )}
      {isLinked && <p>Linked with {chat.name}: what you switch on below is sent there too.</p>}
      {!isLinked && code === null && (
        <p className="muted">
          Link a chat with @{value.bot} to be told there too, and to ask it what was sold.
        </p>
      )}
      {!isLinked && code !== null && (
        <p role="status">
          <a href={code.url} target="_blank" rel="noreferrer">
            Open @{value.bot} in Telegram
          </a>{' '}
          and press Start, or send it <b>/start {code.code}</b> within 15 minutes.
        </p>
      )}
      {problem && <p role="alert">{problem}</p>}
      <button type="button" className="btn btn-line" onClick={isLinked ? unlink : makeCode}>
        {isLinked ? 'Unlink' : code === null ? 'Link a chat' : 'Make another code'}
      </button>
    </section>
  );
}
