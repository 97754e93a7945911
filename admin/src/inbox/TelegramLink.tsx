/** The chat of Telegram that one's own inbox is linked with. */
import type { TelegramLink as Linked, TelegramCode } from '@holdfast/shared/telegram';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';
import { workTime } from '../ui/time.ts';

const path = '/notices/office/telegram';
const key = ['telegramLink'];

/** Nothing where the marketplace has no bot. */
export function TelegramLink() {
  const queries = useQueryClient();
  const code = useMutation({
    mutationFn: () => call<TelegramCode>(`${path}/code`, { method: 'POST' }),
  });
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => call<Linked>(path),
    // While a code waits, the chat is linked elsewhere.
    refetchInterval: code.data ? 2_000 : false,
  });
  const unlink = useMutation({
    mutationFn: () => call<Linked>(path, { method: 'DELETE' }),
    onSuccess: (now) => {
      code.reset();
      queries.setQueryData(key, now);
    },
  });
  if (!data?.bot) return null;
  const { bot, chat } = data;
  const isLinked = chat !== null && !chat.isBlocked;
  const error = code.error ?? unlink.error;
  return (
    <section className="sec" aria-label="Telegram">
      <h2>
        Telegram <small>{isLinked ? `linked with ${chat.name}` : 'not linked'}</small>
      </h2>
      {chat?.isBlocked && (
        <p className="note warn">
          {chat.name} blocked the bot, so nothing is sent there. Unblock it in Telegram, then link it again.
        </p>
      )}
      {isLinked && (
        <p>
          What you switched on goes to {chat.name} since {workTime(chat.linkedAt)}.
          {chat.mutedUntil && ` Muted until ${workTime(chat.mutedUntil)}.`}
        </p>
      )}
      {!isLinked && !code.data && (
        <p>Link a chat with @{bot} to be told there too, and to ask it what was sold and what waits.</p>
      )}
      {!isLinked && code.data && (
        <p role="status">
          <a href={code.data.url} target="_blank" rel="noreferrer">
            Open @{bot} in Telegram
          </a>{' '}
          and press Start, or send it <b className="bold">/start {code.data.code}</b>. The code is good once,
          until {workTime(code.data.expiresAt)}.
        </p>
      )}
      {error && (
        <p className="note danger" role="alert">
          {error.message}
        </p>
      )}
      {isLinked ? (
        <button type="button" className="btn" disabled={unlink.isPending} onClick={() => unlink.mutate()}>
          Unlink
        </button>
      ) : (
        <button type="button" className="btn" disabled={code.isPending} onClick={() => code.mutate()}>
          {code.data ? 'Make another code' : 'Link a chat'}
        </button>
      )}
    </section>
  );
}
