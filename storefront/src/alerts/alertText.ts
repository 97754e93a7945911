import type { FanAlertShown } from '@holdfast/shared/fanAlerts';
import { readSearch, searchTitle } from '../games/search.ts';
import { moneyText } from '../ui/money.ts';
import { counted } from '../ui/text.ts';

/** What an alert waits for. */
export const alertText = ({ kind, event, size, limit, search, currency }: FanAlertShown): string =>
  kind === 'price' && event && size !== null && limit !== null
    ? `${counted(size, 'ticket')} at ${moneyText(limit)} or less each: ${event.name}`
    : `New in your search: ${searchTitle(readSearch(new URLSearchParams(search ?? '')), null, currency)}`;

/** The page of what it is about. */
export const alertPage = ({ event, search }: FanAlertShown): string =>
  event ? `/games/${event.slug}` : `/games?${search ?? ''}`;
