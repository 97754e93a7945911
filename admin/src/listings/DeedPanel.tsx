import type { ListingActionResult } from '@holdfast/shared/consignment';
import { useEffect, useRef } from 'react';
import { Amount, countOf, plural, SplitBar } from '../ui/figures.tsx';
import { useKeys } from '../ui/keys.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { deedLooks, isComplete } from './deeds.ts';
import { PriceChangeFields } from './PriceChangeFields.tsx';
import type { DeedControl } from './useDeed.ts';

/** What a deed would do, then what it did: rows, money, who hears of it, and the button that names it. */
export function DeedPanel({ control }: { control: DeedControl }) {
  const { deed, preview, report, busy } = control;
  const reason = useRef<HTMLTextAreaElement>(null);
  const look = deed ? deedLooks[deed.name] : null;
  useEffect(() => {
    if (look?.needsReason) reason.current?.focus();
  }, [look]);
  const act = () => {
    if (report) control.close();
    else control.confirm();
  };
  useKeys([
    { keys: 'Enter', does: report ? 'close' : 'do it', run: act },
    { keys: 'Ctrl+Enter', does: 'do it from a field', run: act, inFields: true, quiet: true },
    { keys: 'Escape', does: 'leave it', run: control.close, inFields: true },
  ]);
  if (!deed || !look) return null;

  const shown = report ?? preview;
  const able = preview?.done ?? deed.rows.length;
  const name = `${look.verb} ${plural(report ? report.done : able, 'listing')}`;
  const consignors = new Set(deed.rows.map((row) => row.consignor.id)).size;
  const canGo = isComplete(deed) && able > 0 && !busy;
  return (
    <SidePanel
      title={report ? `${look.verb}: done` : `${look.verb} ${plural(deed.rows.length, 'listing')}`}
      about={report ? 'This is what happened.' : 'Nothing has happened yet. This is what would.'}
      takesFocus={!look.needsReason && deed.name !== 'price'}
      foot={
        report ? (
          <button type="button" className="btn p" onClick={control.close}>
            Close <kbd>Enter</kbd>
          </button>
        ) : (
          <>
            <button
              type="button"
              className={look.danger ? 'btn d' : 'btn p'}
              disabled={!canGo}
              onClick={() => control.confirm()}
            >
              {name} <kbd>{look.needsReason || deed.name === 'price' ? 'Ctrl Enter' : 'Enter'}</kbd>
            </button>
            <button type="button" className="btn t" onClick={control.close}>
              Close <kbd>Esc</kbd>
            </button>
          </>
        )
      }
    >
      {deed.name === 'price' && !report && <PriceChangeFields control={control} deed={deed} />}
      {look.needsReason && !report && (
        <div className="fld" style={{ marginTop: 10 }}>
          <label htmlFor="deed-reason">Reason, goes into the log</label>
          <div className="ctl">
            <textarea
              id="deed-reason"
              ref={reason}
              value={deed.reason}
              maxLength={500}
              onChange={(event) => control.change({ reason: event.target.value })}
            />
          </div>
          {!isComplete(deed) && <div className="hint">A few words; without them it can’t be done.</div>}
        </div>
      )}
      {control.trouble !== null && (
        <p className="note danger" role="alert">
          {control.trouble instanceof Error ? control.trouble.message : 'That didn’t work.'}
        </p>
      )}
      {control.previewTrouble && !report && (
        <p className="note warn" role="alert">
          {control.previewTrouble.message}
        </p>
      )}
      {shown && <Outcome shown={shown} outcome={look.outcome} happened={report !== null} />}
      {!report && shown?.rows.some((row) => row.code === 'version_conflict') && (
        <button type="button" className="btn" style={{ marginTop: 8 }} onClick={() => control.lookAgain()}>
          Look at the changed ones again
        </button>
      )}
      {shown && <Worth shown={shown} />}
      <h3 className="sub">Who hears of it</h3>
      <p className="mut">{look.heard(consignors)}</p>
    </SidePanel>
  );
}

function Outcome({
  shown,
  outcome,
  happened,
}: {
  shown: ListingActionResult;
  outcome: string;
  happened: boolean;
}) {
  const leftOut = shown.rows.filter((row) => !row.ok);
  const changed = leftOut.filter((row) => row.code === 'version_conflict');
  const refused = leftOut.filter((row) => row.code !== 'version_conflict');
  return (
    <>
      <h3 className="sub">{happened ? 'What happened to them' : 'What happens to them'}</h3>
      <div className="out" aria-hidden="true">
        <i className="ok" style={{ flex: shown.done }} />
        {changed.length > 0 && <i className="w1" style={{ flex: changed.length }} />}
        {refused.length > 0 && <i className="w2" style={{ flex: refused.length }} />}
      </div>
      <dl className="kv">
        <dt>
          <Mark shape="disc" tone="success">
            {outcome}
          </Mark>
        </dt>
        <dd>
          {countOf(shown.done)}, with {plural(shown.tickets, 'ticket')}
        </dd>
        {changed.length > 0 && (
          <>
            <dt>
              <Mark shape="triangle" tone="warn">
                Left out: changed since you looked
              </Mark>
            </dt>
            <dd>{countOf(changed.length)}</dd>
          </>
        )}
        {refused.length > 0 && (
          <>
            <dt>
              <Mark shape="cross" tone="danger">
                Left out: not possible
              </Mark>
            </dt>
            <dd>{countOf(refused.length)}</dd>
          </>
        )}
      </dl>
      {leftOut.length > 0 && (
        <ul className="left-out">
          {leftOut.slice(0, 12).map((row) => (
            <li key={row.id}>
              <b>{row.label}</b>
              <span>{row.message ?? 'It was left as it is.'}</span>
            </li>
          ))}
          {leftOut.length > 12 && <li className="mut">and {countOf(leftOut.length - 12)} more like these</li>}
        </ul>
      )}
    </>
  );
}

const parts = [
  ['consignor', 'Consignors get'],
  ['house', 'House keeps'],
  ['price', 'Price'],
  ['allIn', 'Fans pay, all-in'],
] as const;

function Worth({ shown }: { shown: ListingActionResult }) {
  const { before, after } = shown;
  const moves = parts.some(([part]) => before[part] !== after[part]);
  const fee = after.allIn - after.price;
  const share = (part: number) => `${((part / after.allIn) * 100).toFixed(1)}%`;
  return (
    <>
      <h3 className="sub">What it is worth if all sell, USD</h3>
      <dl className="kv">
        {parts.map(([part, name]) => (
          <div key={part} style={{ display: 'contents' }}>
            <dt className={part === 'price' ? 'tot' : undefined}>{name}</dt>
            <dd className={part === 'price' ? 'tot' : undefined}>
              {moves && before[part] !== after[part] && (
                <span className="old">
                  <Amount minor={before[part]} />
                </span>
              )}
              <Amount minor={after[part]} />
            </dd>
          </div>
        ))}
      </dl>
      {after.allIn > 0 && (
        <>
          <div style={{ margin: '8px 0 2px' }}>
            <SplitBar consignor={after.consignor} house={after.house} fee={fee} />
          </div>
          <p className="sm mut">
            Consignor {share(after.consignor)}, house {share(after.house)}, service fee {share(fee)} of that
          </p>
        </>
      )}
    </>
  );
}
