import type { AuditList as AuditAnswer, AuditRow } from '@holdfast/shared/audit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../dataProvider/http.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { ExportMenu } from '../ui/ExportMenu.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PeriodFilter } from '../ui/PeriodFilter.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { actionText, pageOf } from './actionText.ts';
import { Changes } from './Changes.tsx';
import { type AuditQuery, useAuditQuery } from './useAuditQuery.ts';

/** The audit log: who did what, why, and the values before and after. It is append-only. */
export function AuditList() {
  useCrumbs('Also yours', 'Audit log');
  const { question, byName, filter, change } = useAuditQuery();
  const [exporting, setExporting] = useState(false);
  useShortcuts([{ keys: 'x', does: 'export what is filtered', run: () => setExporting((open) => !open) }]);
  const isFiltered = Object.keys(question).length > 0;
  return (
    <>
      <PageHead
        title="Audit log"
        facts="Who changed what, when and why, as far as your work goes. Nothing is ever deleted here."
      >
        <ExportMenu
          resource="audit"
          address={new URLSearchParams(filter as Record<string, string>).toString()}
          open={exporting}
          setOpen={setExporting}
        />
      </PageHead>
      <Filters question={question} byName={byName} change={change} />
      <div className="body">
        <RuledList<AuditRow>
          label="Audit log"
          resource="audit"
          sort={{ field: 'at', order: 'DESC' }}
          filter={filter}
          empty={
            isFiltered ? (
              <Empty because="No entry fits.">
                <button
                  type="button"
                  className="btn"
                  onClick={() => change(Object.fromEntries(Object.keys(question).map((name) => [name, ''])))}
                >
                  Take the filters away
                </button>
              </Empty>
            ) : (
              <Empty because="Nobody has changed anything yet." />
            )
          }
          columns={[
            { head: 'When', cell: (row) => workTime(row.at) },
            {
              head: 'Who',
              cell: (row) => (
                <Narrow
                  what={`by ${row.by.name}`}
                  onClick={() => change({ by: row.by.id, byName: row.by.name })}
                >
                  <b className="bold">{row.by.name}</b>
                </Narrow>
              ),
            },
            {
              head: 'What',
              cell: (row) => (
                <Narrow what={actionText(row.what)} onClick={() => change({ what: row.what })}>
                  {actionText(row.what)}
                </Narrow>
              ),
            },
            { head: 'On', cell: (row) => <Subject row={row} change={change} />, wraps: true },
            {
              head: 'Before and after',
              cell: (row) => <Changes before={row.before} after={row.after} />,
              wraps: true,
            },
            {
              head: 'Reason',
              cell: (row) => row.reason ?? <span className="fnt">not asked for</span>,
              wraps: true,
            },
          ]}
        />
      </div>
    </>
  );
}

type Change = (changes: AuditQuery) => void;

function Filters({
  question,
  byName,
  change,
}: {
  question: AuditQuery;
  byName: string | null;
  change: Change;
}) {
  const { data } = useQuery({
    queryKey: ['audit', 'actionNames'],
    queryFn: () => call<AuditAnswer>('/admin/audit?perPage=1'),
    staleTime: 60_000,
  });
  const nouns = [...new Set(data?.actionNames.map((what) => what.split('.')[0] as string))];
  return (
    <div className="chips">
      <SearchFilter
        label="Filter by words of an entry"
        placeholder="Person, reason, id, value"
        value={question.q ?? ''}
        onChange={(q) => change({ q })}
      />
      <label className="filter">
        What
        <select value={question.what ?? ''} onChange={(event) => change({ what: event.target.value })}>
          <option value="">Everything</option>
          {nouns.map((noun) => (
            <optgroup key={noun} label={actionText(noun)}>
              <option value={noun}>all of {actionText(noun)}</option>
              {data?.actionNames
                .filter((what) => what.startsWith(`${noun}.`))
                .map((what) => (
                  <option key={what} value={what}>
                    {actionText(what)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <PeriodFilter from={question.from} until={question.until} change={change} />
      {question.by && (
        <span className="chip">
          <em>Who</em> {byName ?? question.by}
          <Drop what="who" onClick={() => change({ by: '' })} />
        </span>
      )}
      {question.subject && (
        <span className="chip">
          <em>On</em> {question.subject}
          <Drop what="on" onClick={() => change({ subject: '' })} />
        </span>
      )}
    </div>
  );
}

function Drop({ what, onClick }: { what: string; onClick: () => void }) {
  return (
    <button type="button" aria-label={`Without this filter: ${what}`} onClick={onClick}>
      ×
    </button>
  );
}

/** A value that filters the log by itself when pressed. */
function Narrow({
  what,
  onClick,
  children,
}: {
  what: string;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button type="button" className="link plain" title={`Only ${what}`} onClick={onClick}>
      {children}
    </button>
  );
}

function Subject({ row, change }: { row: AuditRow; change: Change }) {
  const page = pageOf(row.subject);
  const name = row.label ?? row.subject;
  return (
    <>
      {page ? <Link to={page}>{name}</Link> : <code className="sm">{name}</code>}{' '}
      <button
        type="button"
        className="link sm"
        aria-label={`All of ${name}`}
        onClick={() => change({ subject: row.subject })}
      >
        all
      </button>
    </>
  );
}
