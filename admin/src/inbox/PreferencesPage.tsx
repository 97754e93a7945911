import {
  type NoticeChannel,
  type NoticePreferences,
  noticeKindFacts,
  type QuietHours,
} from '@holdfast/shared/notices';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Th } from '../ui/Th.tsx';
import { TelegramLink } from './TelegramLink.tsx';
import './inbox.css';

const path = '/notices/office/preferences';
const key = ['noticePreferences'];
const allChannels: ReadonlyArray<{ channel: NoticeChannel; name: string }> = [
  { channel: 'inbox', name: 'Inbox' },
  { channel: 'email', name: 'Email' },
  // Where the marketplace has a bot.
  { channel: 'telegram', name: 'Telegram' },
];
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What one is told by which channel, and when emails wait. */
export function PreferencesPage() {
  useCrumbs('Overview', 'Inbox', 'Preferences');
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => call<NoticePreferences>(path) });
  return (
    <div className="two alone">
      <div className="col scrolls">
        <PageHead title="Preferences" facts="What you are told, and how. They are yours alone.">
          <Link className="btn" to="/inbox">
            To the inbox
          </Link>
        </PageHead>
        <div className="body">
          {error && !data && (
            <ErrorMessage what="Your preferences couldn’t be loaded." error={error} retry={refetch} />
          )}
          {!data && !error && <Reading what="your preferences" />}
          {data && <Form kept={data} />}
          <TelegramLink />
        </div>
      </div>
    </div>
  );
}

function Form({ kept }: { kept: NoticePreferences }) {
  const queries = useQueryClient();
  const [{ choices, quiet }, setWanted] = useState(kept);
  useEffect(() => setWanted(kept), [kept]);
  const { mutate, isPending, isSuccess, error, reset } = useMutation({
    mutationFn: (body: NoticePreferences) => call<NoticePreferences>(path, { method: 'PUT', body }),
    onSuccess: (now) => queries.setQueryData(key, now),
  });
  const channels = allChannels.filter(({ channel }) => choices[0]?.[channel] !== undefined);
  const change = (wanted: NoticePreferences) => {
    reset();
    setWanted(wanted);
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    mutate({ choices, quiet });
  };
  return (
    <form className="choices" onSubmit={send} noValidate aria-label="Preferences of your inbox">
      <table className="g">
        <thead>
          <tr>
            <Th>What happens</Th>
            {channels.map(({ channel, name }) => (
              <Th key={channel}>{name}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {choices.map((choice, at) => {
            const { name, tellsOf } = noticeKindFacts[choice.kind];
            return (
              <tr key={choice.kind}>
                <td className="wrap">
                  <b className="bold">{name}</b>
                  <small>{tellsOf}</small>
                </td>
                {channels.map((each) => (
                  <td key={each.channel}>
                    <label>
                      <input
                        type="checkbox"
                        aria-label={`${name}: ${each.name}`}
                        checked={choice[each.channel] ?? false}
                        onChange={({ target }) =>
                          change({
                            quiet,
                            choices: choices.with(at, { ...choice, [each.channel]: target.checked }),
                          })
                        }
                      />
                    </label>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <Quiet quiet={quiet} onChange={(next) => change({ choices, quiet: next })} />
      {error && (
        <p className="note danger" role="alert">
          Not saved. {error.message}
        </p>
      )}
      {isSuccess && (
        <p className="note" role="status">
          Your preferences are saved.
        </p>
      )}
      <button type="submit" className="btn p" disabled={isPending}>
        Save
      </button>
    </form>
  );
}

function Quiet({
  quiet,
  onChange,
}: {
  quiet: QuietHours | null;
  onChange: (quiet: QuietHours | null) => void;
}) {
  return (
    <div className="quiet-line">
      <label>
        <input
          type="checkbox"
          checked={quiet !== null}
          onChange={({ target }) =>
            onChange(target.checked ? { from: '22:00', until: '07:00', timeZone: ownZone } : null)
          }
        />{' '}
        Quiet hours: emails and messages wait until they end. The inbox doesn’t.
      </label>
      {quiet && (
        <>
          {(['from', 'until'] as const).map((end) => (
            <label key={end} className="filter">
              {end === 'from' ? 'From' : 'Until'}{' '}
              <input
                type="time"
                value={quiet[end]}
                style={{ width: 'auto' }}
                onChange={({ target }) => onChange({ ...quiet, [end]: target.value })}
              />
            </label>
          ))}
          <span className="mut">by the clocks of {quiet.timeZone.replaceAll('_', ' ')}</span>
        </>
      )}
    </div>
  );
}
