import '@fontsource-variable/archivo/standard.css';
import '@holdfast/shared/tokens.css';
import './styles/fallbackFonts.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/board.css';
import './styles/stubs.css';
import './styles/landing.css';
import './styles/games.css';
import './styles/event.css';
import './styles/sheet.css';
import './styles/checkout.css';
import './styles/messages.css';
import './styles/order.css';
import './styles/selling.css';
import './styles/gate.css';
import './styles/phone.css';
import './styles/print.css';
import { adoptZones } from '@holdfast/shared/time';
import { hydrateRoot } from 'react-dom/client';
import { matchRoute } from './router/match.ts';
import type { RenderedPage } from './router/navigation.ts';
import { notFound } from './router/Router.tsx';
import { routes } from './routes.ts';
import { Document, type InitialState } from './shell/Document.tsx';

const initialState = JSON.parse(
  document.getElementById('initial-state')?.textContent ?? '{}',
) as InitialState;
adoptZones(initialState.zones);
// Not awaited at the top: a page's script imports from this one, and would wait for it.
void firstPage(initialState).then((first) =>
  hydrateRoot(document, <Document initialState={initialState} first={first} />),
);

/** The page that the server rendered: same route, same data. */
async function firstPage({ status, data }: InitialState): Promise<RenderedPage> {
  const url = new URL(location.href);
  const match = status === 404 ? null : matchRoute(routes, url);
  return match ? { match, page: await match.route.open(), data, status, visit: 0 } : notFound(url);
}
