import { type NoticePreferences, noticeKindFacts } from '@holdfast/shared/notices';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { FieldFrame } from '../ui/Field.tsx';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { ownZone } from '../ui/time.ts';
import { useRead } from '../ui/useRead.ts';
import { useSubmission } from '../ui/useSubmission.ts';

const names = { inbox: 'Inbox', email: 'Email', telegram: 'Telegram' } as const;
type Channel = keyof typeof names;
const none = { from: '22:00', until: '07:00' };

/** What the consignor is told by which channel, and when emails wait. */
export function NoticePreferencesForm() {
  const { value, set, hasFailed, again } = useRead(api.noticePreferences);
  if (hasFailed) return <NotLoaded what="How we tell you" again={again} />;
  if (value === null) return <div className="flat-block tall" />;
  return <Form preferences={value} kept={set} />;
}

function Form({
  preferences: { choices, quiet },
  kept,
}: {
  preferences: NoticePreferences;
  kept(now: NoticePreferences): void;
}) {
  const [hasQuiet, setQuiet] = useState(quiet !== null);
  // Telegram where the marketplace has a bot.
  const channels = (Object.keys(names) as Channel[]).filter((name) => choices[0]?.[name] !== undefined);
  const announce = useAnnounce();
  const submission = useSubmission(async (given, form) => {
    const isOn = (name: string) => new FormData(form).has(name);
    const now = await api.keepNoticePreferences({
      choices: choices.map(({ kind }) => ({
        kind,
        inbox: isOn(`${kind}.inbox`),
        email: isOn(`${kind}.email`),
        ...(channels.includes('telegram') ? { telegram: isOn(`${kind}.telegram`) } : {}),
      })),
      quiet: hasQuiet
        ? { from: given('from'), until: given('until'), timeZone: quiet?.timeZone ?? ownZone() }
        : null,
    });
    kept(now);
    announce('Saved.');
  });
  return (
    <section aria-labelledby="how-told">
      <h2 id="how-told">How we tell you</h2>
      <SubmissionForm
        submission={submission}
        label="How we tell you"
        button="Save"
        busy="Saving…"
        className="notice-form"
        after={submission.isDone ? <p className="muted">Saved.</p> : null}
      >
        <table className="notice-choices">
          <thead>
            <tr>
              <th scope="col">What happens</th>
              {channels.map((channel) => (
                <th key={channel} scope="col">
                  {names[channel]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {choices.map((choice) => {
              const { name, tellsOf } = noticeKindFacts[choice.kind];
              return (
                <tr key={choice.kind}>
                  <th scope="row">
                    {name}
                    <span className="small muted">{tellsOf}</span>
                  </th>
                  {channels.map((channel) => (
                    <td key={channel}>
                      <label>
                        <input
                          type="checkbox"
                          name={`${choice.kind}.${channel}`}
                          defaultChecked={choice[channel]}
                          aria-label={`${name}: ${channel}`}
                        />
                      </label>
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
        <label className="check">
          <input
            type="checkbox"
            checked={hasQuiet}
            onChange={({ currentTarget }) => setQuiet(currentTarget.checked)}
          />{' '}
          Quiet hours: emails and messages about your listings wait until they end. Your inbox doesn’t wait.
        </label>
        {hasQuiet && (
          <div className="quiet-times">
            <Time label="From" name="from" value={quiet?.from ?? none.from} errors={submission.errors} />
            <Time
              label="Until"
              name="until"
              value={quiet?.until ?? none.until}
              errors={submission.errors}
              hint={`By the clocks of ${(quiet?.timeZone ?? ownZone()).replaceAll('_', ' ')}.`}
            />
          </div>
        )}
      </SubmissionForm>
    </section>
  );
}

function Time(props: {
  label: string;
  name: string;
  value: string;
  hint?: string;
  errors: Record<string, string>;
}) {
  const { label, name, value, hint, errors } = props;
  return (
    <FieldFrame label={label} hint={hint} error={errors[`quiet.${name}`]}>
      {(control) => <input className="input" type="time" {...control} name={name} defaultValue={value} />}
    </FieldFrame>
  );
}
