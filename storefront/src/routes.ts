import { accountClosedRoute } from './accounts/AccountClosedPage.tsx';
import { accountRoute } from './accounts/AccountPage.tsx';
import { confirmEmailRoute } from './accounts/ConfirmEmailPage.tsx';
import { forgotPasswordRoute } from './accounts/ForgotPasswordPage.tsx';
import { invitationRoute } from './accounts/InvitationPage.tsx';
import { resetPasswordRoute } from './accounts/ResetPasswordPage.tsx';
import { setUpRoute } from './accounts/SetUpPage.tsx';
import { signInRoute } from './accounts/SignInPage.tsx';
import { checkoutRoute } from './checkout/CheckoutPage.tsx';
import { gameRoute } from './event/EventPage.tsx';
import { gamesRoute } from './games/GamesPage.tsx';
import { gateRoute } from './gate/GatePage.tsx';
import { contactRoute } from './messages/ContactPage.tsx';
import { messagesRoute } from './messages/MessagesPage.tsx';
import { asFanRoute } from './orders/AsFanPage.tsx';
import { orderRoute } from './orders/OrderPage.tsx';
import { ordersRoute } from './orders/OrdersPage.tsx';
import { infoRoutes } from './pages/infoPages.tsx';
import { landingRoute } from './pages/LandingPage.tsx';
import { sellRoute } from './pages/SellPage.tsx';
import type { AnyRoute } from './router/route.ts';
import { payoutsRoute } from './selling/PayoutsPage.tsx';
import { seasonRoute } from './selling/SeasonPage.tsx';
import { sellingRoute } from './selling/SellingPage.tsx';
import { teamRoute } from './teams/TeamPage.tsx';
import { teamSeasonRoute } from './teams/TeamSeasonPage.tsx';
import { venueRoute } from './venues/VenuePage.tsx';

/** All pages, in the order in which they are matched. */
export const routes: readonly AnyRoute[] = [
  landingRoute,
  gamesRoute,
  gameRoute,
  teamRoute,
  teamSeasonRoute,
  venueRoute,
  checkoutRoute,
  ordersRoute,
  orderRoute,
  asFanRoute,
  signInRoute,
  sellRoute,
  sellingRoute,
  payoutsRoute,
  seasonRoute,
  gateRoute,
  accountRoute,
  accountClosedRoute,
  invitationRoute,
  confirmEmailRoute,
  forgotPasswordRoute,
  resetPasswordRoute,
  setUpRoute,
  contactRoute,
  messagesRoute,
  ...infoRoutes,
];
