import type { CatalogEvent } from '@holdfast/shared/catalog';
import type { CaptchaQuestion } from '@holdfast/shared/reservations';
import type { ReactNode } from 'react';
import { Sheet } from '../ui/Sheet.tsx';
import { counted, inWords } from '../ui/text.ts';
import { Ends } from './Ends.tsx';
import { chosenText } from './HoldBar.tsx';
import { HoldsLimited } from './HoldsLimited.tsx';
import { Nearest } from './Nearest.tsx';
import { PersonCheck } from './PersonCheck.tsx';
import { itemsOf, PriceChanged, type RefusedItem } from './PriceChanged.tsx';
import { type PublicListing, type Selection, ticketsIn } from './types.ts';
import type { Refusal } from './useHolding.ts';

interface Props {
  refusal: Refusal;
  event: CatalogEvent;
  /** Other listings that are free in the same quantity. */
  others: PublicListing[];
  quantity: number;
  hold(chosen: Selection[], captchaToken?: string): void;
  onClose(): void;
}

/** Why nothing is held, what that means and what to do next. */
export function HoldRefused(props: Props) {
  const { refusal, onClose } = props;
  const { title, body } = explain(props);
  return (
    <Sheet key={refusal.cause?.problem.requestId ?? 'noAnswer'} title={title} onClose={onClose}>
      {body}
    </Sheet>
  );
}

function explain(props: Props): { title: string; body: ReactNode } {
  const { refusal, event, hold, onClose, others, quantity } = props;
  const { chosen, cause } = refusal;
  const back = <Ends onClose={onClose} />;
  if (!cause) {
    return {
      title: 'We didn’t get an answer',
      body: (
        <>
          <p>
            We don’t know yet whether your seats are held. Asking again repeats the same request; it never
            holds twice.
          </p>
          <Ends onClose={onClose}>
            <button type="button" className="btn btn-go" onClick={() => hold(chosen, refusal.captchaToken)}>
              Ask again
            </button>
          </Ends>
        </>
      ),
    };
  }
  const items = itemsOf(cause);
  const tickets = ticketsIn(chosen);
  switch (cause.problem.code) {
    case 'sold_out':
      return {
        title:
          tickets === 1 ? 'Somebody else just took it' : `Somebody else just took those ${inWords(tickets)}`,
        body: (
          <>
            <p>
              {chosen.map(chosenText).join('; ')} went a moment before you pressed. Nothing is held and
              nothing was charged.
            </p>
            {chosen.length === 1 && (
              <Nearest to={chosen[0]!.listing} others={others} quantity={quantity} hold={hold} />
            )}
            {back}
          </>
        ),
      };
    case 'partly_available':
      return {
        title: 'Only some are still available',
        body: <PartlyFree chosen={chosen} items={items} hold={hold} back={back} />,
      };
    case 'price_changed':
      return {
        title: 'The price changed',
        body: <PriceChanged chosen={chosen} items={items} hold={hold} onClose={onClose} />,
      };
    case 'hold_open':
      return {
        title: 'You already hold tickets',
        body: (
          <>
            <p>One hold at a time: pay for it or let it go, then come back. Nothing new is held.</p>
            <Ends onClose={onClose}>
              <a className="btn btn-go" href={`/checkout/${String(cause.problem.reservationId ?? '')}`}>
                Go to your hold
              </a>
            </Ends>
          </>
        ),
      };
    case 'ticket_limit':
      return {
        title: `At most ${event.maxPerType} tickets of each type`,
        body: (
          <>
            <p>{cause.problem.detail ?? 'One fan can’t hold more for this event.'} Nothing is held.</p>
            {back}
          </>
        ),
      };
    case 'charge_limit':
      return {
        title: 'That is not one payment',
        body: (
          <>
            <p>{cause.problem.detail} Nothing is held.</p>
            {back}
          </>
        ),
      };
    case 'quantity_not_allowed':
      return {
        title: 'These can’t be sold in that quantity',
        body: (
          <>
            <p>
              The seller sells these seats in other quantities
              {items[0] && items[0].quantities.length > 0 && `: ${items[0].quantities.join(', ')}`}. Nothing
              is held. Choose another number above the list.
            </p>
            {back}
          </>
        ),
      };
    case 'not_on_sale':
      return {
        title: 'This is no longer on sale',
        body: (
          <>
            <p>It was taken off the list a moment ago. Nothing is held and nothing was charged.</p>
            {back}
          </>
        ),
      };
    case 'captcha_required':
      return {
        title: 'One quick check',
        body: (
          <PersonCheck
            question={cause.problem as unknown as CaptchaQuestion}
            wasRefused={refusal.captchaToken !== undefined}
            onProven={(token) => hold(chosen, token)}
            back={back}
          />
        ),
      };
    case 'buyer_blocked':
      return {
        title: cause.problem.title,
        body: (
          <>
            <p>{cause.problem.detail}</p>
            <Ends onClose={onClose}>
              <a className="btn btn-go" href="/contact">
                Write to us
              </a>
            </Ends>
          </>
        ),
      };
    case 'too_many_holds':
      return { title: 'Too many holds for now', body: <HoldsLimited cause={cause} back={back} /> };
    case 'too_many_requests':
    case 'overloaded':
      return {
        title: 'Too many people at once',
        body: (
          <>
            <p>
              Nothing is held yet. Try again
              {cause.retryAfter === null ? ' in a few seconds' : ` in ${counted(cause.retryAfter, 'second')}`}
              ; your place in the list stays.
            </p>
            <Ends onClose={onClose}>
              <button type="button" className="btn btn-go" onClick={() => hold(chosen)}>
                Hold {counted(tickets, 'seat')} now
              </button>
            </Ends>
          </>
        ),
      };
    default:
      return {
        title: cause.problem.title,
        body: (
          <>
            <p>{cause.problem.detail ?? 'It did not work.'} Nothing is held.</p>
            {back}
          </>
        ),
      };
  }
}

/** Which listings are taken and what can be held instead; the fan chooses. */
function PartlyFree({
  chosen,
  items,
  hold,
  back,
}: {
  chosen: Selection[];
  items: RefusedItem[];
  hold(chosen: Selection[]): void;
  back: ReactNode;
}) {
  const of = (each: Selection) => items.find(({ listingId }) => listingId === each.listing.id);
  const rest = chosen.flatMap((each) => {
    const item = of(each);
    const quantity = item
      ? Math.max(0, ...item.quantities.filter((count) => count <= each.quantity))
      : each.quantity;
    return quantity === 0 ? [] : [{ ...each, quantity }];
  });
  return (
    <>
      <ul className="near">
        {chosen.map((each) => (
          <li key={each.listing.id}>
            <div>
              <span className="row">{chosenText(each)}</span>
              <div className="diff">{freeText(each, of(each))}</div>
            </div>
          </li>
        ))}
      </ul>
      <p>Nothing is held so far, and nothing was charged.</p>
      {rest.length > 0 && (
        <button type="button" className="btn btn-go" onClick={() => hold(rest)}>
          Hold the {counted(ticketsIn(rest), 'ticket')} that {ticketsIn(rest) === 1 ? 'is' : 'are'} free
        </button>
      )}
      {back}
    </>
  );
}

function freeText({ quantity }: Selection, item: RefusedItem | undefined): string {
  if (!item || item.quantities.includes(quantity)) return 'Still free';
  const fitting = item.quantities.filter((count) => count <= quantity);
  if (fitting.length === 0) return 'Taken by somebody else';
  return `Of ${quantity}, you can still hold ${fitting.join(' or ')}`;
}
