/** The actions that a case accepts: choosing one, its reason and confirmation, and doing it. */
import { isReason } from '@holdfast/shared/http';
import type { ActorView, AttentionDone, CaseAction, SupportCase } from '@holdfast/shared/support';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useAdminProvider } from '../dataProvider/index.ts';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { type BreakOptions, isBreakable, unbroken } from './breakHold.ts';
import { isChosen, type TicketChoice, ticketFieldsOf, unchosen } from './chooseTickets.ts';
import { type HoldChoice, holdFieldsOf, isHoldChosen, noHoldChoice } from './holdChoice.ts';

export interface Offer {
  /** The reservation's id. */
  order: string;
  actor: ActorView;
  message: string;
  label: string;
  effect: string;
  danger: boolean;
  needsReason: boolean;
  confirmWith: string | null;
  /** The cause of attention that it ends; null for a message to the actor. */
  closes: string | null;
}

export const offerName = (offer: Offer) => `${offer.actor.id} ${offer.message}`;

const offersOf = ({ actors, attention, reservation: { id: order } }: SupportCase): Offer[] => [
  ...actors.flatMap((actor) => actor.actions.map((action) => ({ ...action, actor, order, closes: null }))),
  ...attention
    .filter(({ closable }) => closable)
    .flatMap(({ cause, text }) =>
      actors.slice(0, 1).map((actor) => ({
        actor,
        order,
        message: `done ${cause}`,
        label: 'Say that it is done',
        effect: `“${text}” no longer needs attention. No money and no seat moves`,
        danger: false,
        needsReason: true,
        confirmWith: null,
        closes: cause,
      })),
    ),
];

/** What can happen without a person: what the actors accept, less the offers. */
export const automaticOf = ({ actors }: SupportCase) =>
  actors.flatMap((actor) =>
    actor.accepts
      .filter((message) => !actor.actions.some((action) => action.message === message))
      .map((message) => ({ name: `${actor.id} ${message}`, message, kind: actor.type })),
  );

interface Choices {
  broken: BreakOptions;
  tickets: TicketChoice;
  hold: HoldChoice;
}

function actionOf(offer: Offer, reason: string, { broken, tickets, hold }: Choices): CaseAction {
  const isBroken = offer.confirmWith !== null && broken.cause !== '';
  return {
    actorId: offer.actor.id,
    message: offer.message,
    version: offer.actor.version,
    reason: reason.trim(),
    ...ticketFieldsOf(offer, tickets),
    ...holdFieldsOf(offer, hold),
    ...(isBroken && {
      cause: broken.cause,
      confirmCode: broken.code.trim(),
      ...(broken.cause === 'other' ? { causeText: broken.words.trim() } : {}),
    }),
  } as CaseAction;
}

export function useCaseAction(data: SupportCase, mayAct: boolean) {
  const offers = useMemo(() => offersOf(data), [data]);
  const [chosenName, setChosenName] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [broken, setBroken] = useState(unbroken);
  const [tickets, setTickets] = useState(unchosen);
  const [hold, setHold] = useState(noHoldChoice);
  const [done, setDone] = useState<string | null>(null);
  const chosen = mayAct ? (offers.find((offer) => offerName(offer) === chosenName) ?? null) : null;
  const { mutate, isPending, error, reset } = useDoing(data.reservation.id);

  function leave() {
    setChosenName(null);
    setReason('');
    setBroken(unbroken);
    setTickets(unchosen);
    setHold(noHoldChoice);
    reset();
  }
  function choose(offer: Offer) {
    if (!mayAct) return;
    setChosenName(offerName(offer));
    setBroken(unbroken);
    setTickets(unchosen);
    setHold(noHoldChoice);
    setDone(null);
    reset();
  }
  const isConfirmed = chosen?.confirmWith == null || isBreakable(broken, chosen.confirmWith);
  const isReady =
    chosen !== null &&
    (!chosen.needsReason || isReason(reason)) &&
    isConfirmed &&
    isChosen(chosen, tickets) &&
    isHoldChosen(chosen, hold) &&
    !isPending;
  function confirm() {
    if (!chosen || !isReady) return;
    const { closes } = chosen;
    const work =
      closes === null
        ? actionOf(chosen, reason, { broken, tickets, hold })
        : { cause: closes, reason: reason.trim() };
    mutate(work, {
      onSuccess({ approvals }) {
        leave();
        const waits = approvals.some(
          ({ state, subject }) => state === 'waiting' && subject === chosen.actor.id,
        );
        setDone(
          waits
            ? `${chosen.label}: waits for a second person. Nothing happened yet.`
            : `${chosen.label}: done. It stands in the timeline with your reason.`,
        );
      },
    });
  }
  useShortcuts([
    ...(mayAct ? offers.slice(0, 9) : []).map((offer, at) => ({
      keys: String(at + 1),
      does: offer.label.toLowerCase(),
      run: () => choose(offer),
      quiet: at > 2,
    })),
    ...(chosen
      ? [
          { keys: 'Ctrl+Enter', does: 'do it', run: confirm, inFields: true },
          { keys: 'Escape', does: 'leave it', run: leave, inFields: true },
        ]
      : []),
  ]);
  return {
    offers,
    chosen,
    choose,
    leave,
    confirm,
    isReady,
    reason,
    setReason,
    broken,
    setBroken,
    tickets,
    setTickets,
    hold,
    setHold,
    error,
    done,
  };
}
export type CaseActionControl = ReturnType<typeof useCaseAction>;

/** The same action sent again, after a lost answer, is done once; the case is read again either way. */
function useDoing(reservationId: string) {
  const adminProvider = useAdminProvider();
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  return useMutation({
    mutationFn: (work: CaseAction | AttentionDone) =>
      'actorId' in work
        ? adminProvider.caseAction(reservationId, work, keyFor(work))
        : adminProvider.attentionDone(reservationId, work, keyFor(work)),
    onSettled() {
      for (const name of ['reservations', 'counts']) void queries.invalidateQueries({ queryKey: [name] });
    },
  });
}
