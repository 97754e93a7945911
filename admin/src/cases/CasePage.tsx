import { type CaseShown, caseKindFacts } from '@holdfast/shared/cases';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { OwnerLine, useOwner } from '../owners/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { ageOf, workTime } from '../ui/time.ts';
import { useNow } from '../ui/useNow.ts';
import { useRowAction } from '../ui/useRowAction.ts';
import { AnswerPanel, ClosePanel, CommentForm, SnoozePanel } from './CasePanels.tsx';
import './cases.css';

/** One case: what it is about, whose it is, what happened in it, and what can be done. */
export function CasePage() {
  return (
    <DeskShow<CaseShown> what="the case" refreshMs={() => 5_000}>
      {(record) => <Page key={record.id} record={record} />}
    </DeskShow>
  );
}

type Open = 'snooze' | 'close' | 'answer' | null;

function Page({ record }: { record: CaseShown }) {
  const { name } = caseKindFacts[record.kind];
  useCrumbs('Support', 'Cases', record.order?.code ?? name);
  const [open, setOpen] = useState<Open>(null);
  const now = useNow(15_000);
  const { assign, isBusy } = useOwner('caseOwners', record.id);
  const close = () => setOpen(null);
  const mayAnswer = usePermission('cases');
  const accepts = (step: CaseShown['accepts'][number]) => record.accepts.includes(step);
  return (
    <div className={open ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={name}
          mark={<StateMark kind="case" state={record.state} loud />}
          facts={factsOf(record, now.getTime())}
        >
          {record.contact && mayAnswer && (
            <button type="button" className="btn p" onClick={() => setOpen('answer')}>
              Answer…
            </button>
          )}
          {record.page && (
            <Link className={record.contact ? 'btn' : 'btn p'} to={record.page}>
              {record.order && record.page.startsWith('/reservations')
                ? `Open the order ${record.order.code}`
                : 'Open what it is about'}
            </Link>
          )}
          {accepts('wake') && <StepButton record={record} step="wake" label="Bring it back now" />}
          {accepts('reopen') && <StepButton record={record} step="reopen" label="Open it again" />}
          {accepts('snooze') && (
            <button type="button" className="btn" onClick={() => setOpen('snooze')}>
              Let it rest…
            </button>
          )}
          {accepts('close') && (
            <button type="button" className="btn" onClick={() => setOpen('close')}>
              Close…
            </button>
          )}
        </PageHead>
        <div className="body">
          {record.contact && (
            <p className="mut">
              From {record.contact.email === '' ? 'somebody who closed their account' : record.contact.email}
            </p>
          )}
          <p className={record.state === 'alarmed' ? 'note danger' : 'note info'}>{record.text}.</p>
          {record.state !== 'closed' && <p className="mut">{record.remedy}</p>}
          <OwnerLine owner={record.owner} busy={isBusy} assign={assign} colleagues={record.mayOwn} />
          <Entries record={record} />
          {open === null && <CommentForm record={record} />}
        </div>
      </div>
      {open === 'snooze' && <SnoozePanel record={record} close={close} />}
      {open === 'answer' && <AnswerPanel record={record} close={close} />}
      {open === 'close' && <ClosePanel record={record} close={close} />}
    </div>
  );
}

function factsOf(record: CaseShown, now: number): string {
  const { state, since, closedAt, closeReason, snoozedUntil, dueAt, times } = record;
  const again = times > 1 ? ` Opened ${times} times.` : '';
  if (state === 'closed' && closedAt)
    return `${closeReason === null ? 'Its cause was gone' : 'Closed'} ${workTime(closedAt)}.${again}`;
  const rests = snoozedUntil ? ` Rests until ${workTime(snoozedUntil)}.` : '';
  const due = dueAt ? ` To be answered by ${workTime(dueAt)}.` : '';
  return `Waits for ${ageOf(now - Date.parse(since))}.${due}${rests}${again}`;
}

function StepButton({ record, step, label }: { record: CaseShown; step: 'wake' | 'reopen'; label: string }) {
  const { run, isPending } = useRowAction({
    path: `/admin/cases/${record.id}/${step}`,
    body: { version: record.version },
    done: 'It waits again.',
  });
  return (
    <button type="button" className="btn" disabled={isPending} onClick={run}>
      {label}
    </button>
  );
}

const names: Record<string, string> = { system: 'by rule', clock: 'the clock' };

function Entries({ record: { entries } }: { record: CaseShown }) {
  return (
    <section className="sec">
      <h2>
        What happened <small>oldest first</small>
      </h2>
      <ol className="case-log">
        {entries.map(({ at, by, what, text }) => (
          <li key={`${at} ${what} ${text}`} className={what}>
            <time dateTime={at}>{workTime(at)}</time>
            <span>{text}</span>
            <span className="mut">{names[by] ?? (by.startsWith('fan_') ? 'the fan' : by)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
