import { isReason } from '@holdfast/shared/http';
import type { ActorView, SupportCase } from '@holdfast/shared/support';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { newKey, Refusal, useAdminProvider } from '../dataProvider/index.ts';
import { messageLabel } from '../ui/machine/edges.ts';
import { ReasonField } from '../ui/ReasonField.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { BreakFields, isBreakable, unbroken } from './BreakFields.tsx';

interface Offer {
  actor: ActorView;
  message: string;
  label: string;
  effect: string;
  danger: boolean;
  needsReason: boolean;
  confirmWith: string | null;
}

const kinds: Record<ActorView['type'], string> = {
  reservation: 'reservation',
  payment: 'payment',
  refund: 'refund',
  listing: 'listing',
  import: 'import',
};

/** The actions that the case accepts from this person, each with a preview and a reason. */
export function CaseActions({ data, mayAct }: { data: SupportCase; mayAct: boolean }) {
  const adminProvider = useAdminProvider();
  const queries = useQueryClient();
  const offers = useMemo<Offer[]>(
    () => data.actors.flatMap((actor) => actor.actions.map((action) => ({ ...action, actor }))),
    [data.actors],
  );
  const [chosenName, setChosenName] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [broken, setBroken] = useState(unbroken);
  const nameOf = (offer: Offer) => `${offer.actor.id} ${offer.message}`;
  const chosen = mayAct ? (offers.find((offer) => nameOf(offer) === chosenName) ?? null) : null;
  const key = useRef({ content: '', key: '' });

  function choose(offer: Offer | undefined) {
    if (!offer || !mayAct) return;
    setChosenName(nameOf(offer));
    setProblem(null);
    setDone(null);
    setBroken(unbroken);
  }
  function leave() {
    setChosenName(null);
    setReason('');
    setBroken(unbroken);
    setProblem(null);
  }
  const isConfirmed =
    chosen !== null && (chosen.confirmWith === null || isBreakable(broken, chosen.confirmWith));
  const isReady = chosen !== null && (!chosen.needsReason || isReason(reason)) && isConfirmed && !busy;
  async function confirm() {
    if (!chosen || !isReady) return;
    const action = {
      actorId: chosen.actor.id,
      message: chosen.message,
      version: chosen.actor.version,
      reason: reason.trim(),
      ...(chosen.confirmWith !== null && broken.cause !== ''
        ? {
            cause: broken.cause,
            confirmCode: broken.code.trim(),
            ...(broken.cause === 'other' ? { causeText: broken.words.trim() } : {}),
          }
        : {}),
    };
    const content = JSON.stringify(action);
    if (key.current.content !== content) key.current = { content, key: newKey() };
    setBusy(true);
    setProblem(null);
    try {
      await adminProvider.caseAction(data.reservation.id, action, key.current.key);
      setDone(`${chosen.label}: done. It stands in the timeline with your reason.`);
      leave();
    } catch (refusal) {
      setProblem(refusal instanceof Error ? refusal.message : 'That didn’t work. Nothing was done.');
      if (refusal instanceof Refusal && refusal.status === 409) setChosenName(chosenName);
    } finally {
      setBusy(false);
      queries.invalidateQueries({ queryKey: ['reservations'] });
      queries.invalidateQueries({ queryKey: ['rail'] });
    }
  }
  useShortcuts([
    ...(mayAct && offers.length > 0
      ? offers.slice(0, 9).map((offer, at) => ({
          keys: String(at + 1),
          does: offer.label.toLowerCase(),
          run: () => choose(offer),
          quiet: at > 2,
        }))
      : []),
    ...(chosen
      ? [
          { keys: 'Ctrl+Enter', does: 'do it', run: confirm, inFields: true },
          { keys: 'Escape', does: 'leave it', run: leave, inFields: true },
        ]
      : []),
  ]);

  const others = data.actors.flatMap((actor) =>
    actor.accepts
      .filter((message) => !actor.actions.some((action) => action.message === message))
      .map((message) => ({ name: `${actor.id} ${message}`, message, kind: kinds[actor.type] })),
  );
  return (
    <section>
      <h2 className="ruled">Can be done now</h2>
      {!mayAct && <p className="note">Support acts on cases. You can read everything here.</p>}
      {offers.length === 0 && (
        <p className="mut">Nothing to do by hand: what can still happen happens automatically.</p>
      )}
      <ul className="acts-list">
        {offers.map((offer, at) => (
          <li key={nameOf(offer)}>
            <button
              type="button"
              className={offer === chosen ? 'on' : undefined}
              aria-pressed={offer === chosen}
              disabled={!mayAct}
              onClick={() => choose(offer)}
            >
              {at < 9 && <kbd>{at + 1}</kbd>}
              <b>{offer.label}</b>
              <span>{kinds[offer.actor.type]}</span>
            </button>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <details className="by-itself">
          <summary>What happens automatically, or by the fan</summary>
          <ul>
            {others.map((other) => (
              <li key={other.name}>
                {messageLabel(other.message)} <span>{other.kind}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {chosen && (
        <div className="what-if">
          <h3 className="ruled">
            {chosen.label} <small>Nothing is done yet.</small>
          </h3>
          <p className={chosen.danger ? 'note danger' : 'note info'}>{chosen.effect}</p>
          <ReasonField key={chosenName} id="case-reason" value={reason} onChange={setReason} />
          {chosen.confirmWith !== null && (
            <BreakFields broken={broken} code={chosen.confirmWith} onChange={setBroken} />
          )}
          <button
            type="button"
            className={chosen.danger ? 'btn d w' : 'btn p w'}
            disabled={!isReady}
            onClick={confirm}
          >
            {chosen.label} <kbd>Ctrl Enter</kbd>
          </button>
          <button type="button" className="btn t w" onClick={leave}>
            Keep it as it is <kbd>Esc</kbd>
          </button>
          {chosen.danger && <p className="sm mut">This can’t be undone.</p>}
        </div>
      )}
      {problem && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
      {done && (
        <p className="note success" role="status">
          {done}
        </p>
      )}
    </section>
  );
}
