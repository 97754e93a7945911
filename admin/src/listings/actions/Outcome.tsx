/** An action's outcome: listings, money, and games. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import { Amount, countOf, plural, SplitBar } from '../../ui/figures.tsx';
import { Mark } from '../../ui/StateMark.tsx';
import { type ActionPreview, leftOutWords, type Worth as WorthSums } from './preview.ts';

const named = 12;

export function Outcome({
  actionPreview,
  outcome,
  isHarm,
  happened,
}: {
  actionPreview: ActionPreview;
  outcome: string;
  /** It takes something away: then green would say the wrong thing. */
  isHarm: boolean;
  happened: boolean;
}) {
  return (
    <>
      <h3 className="sub">{happened ? 'What happened to them' : 'What happens to them'}</h3>
      <div className="out" aria-hidden="true">
        <i className={isHarm ? 'hm' : 'ok'} style={{ flex: actionPreview.done }} />
        {actionPreview.leftOut.map(({ code, listings }) => (
          <i key={code} className={code === 'version_conflict' ? 'w1' : 'w2'} style={{ flex: listings }} />
        ))}
      </div>
      <dl className="kv">
        <dt>
          <Mark shape={isHarm ? 'square' : 'disc'} tone={isHarm ? 'danger' : 'success'}>
            {outcome}
          </Mark>
        </dt>
        <dd>
          {countOf(actionPreview.done)}, with {plural(actionPreview.tickets, 'ticket')}
        </dd>
        {actionPreview.leftOut.map(({ code, listings }) => (
          <div key={code} style={{ display: 'contents' }}>
            <dt>
              <Mark
                shape={code === 'version_conflict' ? 'triangle' : 'cross'}
                tone={code === 'version_conflict' ? 'warn' : 'danger'}
              >
                Left out: {leftOutWords(code)}
              </Mark>
            </dt>
            <dd>{countOf(listings)}</dd>
          </div>
        ))}
      </dl>
      <LeftOut actionPreview={actionPreview} />
    </>
  );
}

/** Examples of what is left out, each with its reason. */
function LeftOut({ actionPreview }: { actionPreview: ActionPreview }) {
  const examples = actionPreview.leftOut.flatMap((group) => group.examples);
  const leftOut = actionPreview.leftOut.reduce((sum, { listings }) => sum + listings, 0);
  const shown = examples.slice(0, named);
  if (shown.length === 0) return null;
  return (
    <ul className="left-out">
      {shown.map((row) => (
        <li key={row.id}>
          <b>{row.label}</b>
          <span>
            {row.conflict
              ? `${row.conflict.by} changed it meanwhile${row.conflict.reason ? `: “${row.conflict.reason}”` : '.'}`
              : (row.message ?? 'It was left as it is.')}
          </span>
        </li>
      ))}
      {leftOut > shown.length && (
        <li className="mut">and {countOf(leftOut - shown.length)} more like these</li>
      )}
    </ul>
  );
}

const parts = [
  ['proceeds', 'Consignors get'],
  ['commission', 'Commission'],
  ['price', 'Price'],
  ['allIn', 'Fans pay, all-in'],
] as const;

/** Money before and after, if all that is unsold sells. */
export function Worth({ worth: { before, after } }: { worth: WorthSums }) {
  const moves = parts.some(([part]) => before[part] !== after[part]);
  const fee = after.allIn - after.price;
  const share = (part: number) => `${((part / after.allIn) * 100).toFixed(1)}%`;
  return (
    <>
      <h3 className="sub">What it is worth if all sell, {marketplaceCurrency}</h3>
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
            <SplitBar proceeds={after.proceeds} commission={after.commission} fee={fee} />
          </div>
          <p className="sm mut">
            Consignor {share(after.proceeds)}, commission {share(after.commission)}, service fee {share(fee)}{' '}
            of that
          </p>
        </>
      )}
    </>
  );
}

/** Money by game; left out for a single game. */
export function ByGame({ actionPreview: { events } }: { actionPreview: ActionPreview }) {
  if (events.length < 2) return null;
  return (
    <>
      <h3 className="sub">By game, at today’s prices, {marketplaceCurrency}</h3>
      <dl className="kv by-game">
        {events.map(({ name, listings, price }) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd className="mut">{countOf(listings)}</dd>
            <dd>
              <Amount minor={price} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
