import { gameRoute } from './event/EventPage.tsx';
import { gamesRoute } from './games/GamesPage.tsx';
import { landingRoute } from './landing/LandingPage.tsx';
import { textRoutes } from './pages/textPages.tsx';
import { lazyRoute, type Route } from './router/route.ts';
import { teamRoute } from './teams/TeamPage.tsx';
import { teamSeasonRoute } from './teams/TeamSeasonPage.tsx';
import { venueRoute } from './venues/VenuePage.tsx';

/**
 * All pages, in the order in which they are matched. What visitors come to first is in every browser from the start; the
 * others are fetched when somebody goes there.
 */
export const routes: readonly Route[] = [
  landingRoute,
  gamesRoute,
  gameRoute,
  teamRoute,
  teamSeasonRoute,
  venueRoute,
  lazyRoute(
    { name: 'checkout', path: '/checkout/:id' },
    'src/checkout/CheckoutPage.tsx',
    async () => (await import('./checkout/CheckoutPage.tsx')).checkoutPage,
  ),
  lazyRoute(
    { name: 'orders', path: '/orders', searchParams: ['link'] },
    'src/orders/OrdersPage.tsx',
    async () => (await import('./orders/OrdersPage.tsx')).ordersPage,
  ),
  lazyRoute(
    { name: 'order', path: '/orders/:id' },
    'src/orders/OrderPage.tsx',
    async () => (await import('./orders/OrderPage.tsx')).orderPage,
  ),
  lazyRoute(
    { name: 'asFan', path: '/as-fan/:id' },
    'src/orders/AsFanPage.tsx',
    async () => (await import('./orders/AsFanPage.tsx')).asFanPage,
  ),
  lazyRoute(
    { name: 'gate', path: '/gate' },
    'src/gate/GatePage.tsx',
    async () => (await import('./gate/GatePage.tsx')).gatePage,
  ),
  lazyRoute(
    {
      name: 'contact',
      path: '/contact',
      searchParams: ['order', 'sent', 'about'],
      accepts: {
        order: (value) => /^rsv_[0-9a-z]{26}$/.test(value),
        sent: (value) => value === 'yes',
        about: (value) => value === 'selling',
      },
    },
    'src/messages/ContactPage.tsx',
    async () => (await import('./messages/ContactPage.tsx')).contactPage,
  ),
  lazyRoute(
    { name: 'messages', path: '/messages' },
    'src/messages/MessagesPage.tsx',
    async () => (await import('./messages/MessagesPage.tsx')).messagesPage,
  ),
  lazyRoute(
    { name: 'waiting', path: '/waiting' },
    'src/waiting/WaitingPage.tsx',
    async () => (await import('./waiting/WaitingPage.tsx')).waitingPage,
  ),
  lazyRoute(
    { name: 'tickets', path: '/tickets' },
    'src/handovers/TicketsPage.tsx',
    async () => (await import('./handovers/TicketsPage.tsx')).ticketsPage,
  ),
  lazyRoute(
    { name: 'alerts', path: '/alerts' },
    'src/alerts/AlertPage.tsx',
    async () => (await import('./alerts/AlertPage.tsx')).alertPageRoute,
  ),
  lazyRoute(
    { name: 'account', path: '/account' },
    'src/accounts/AccountPage.tsx',
    async () => (await import('./accounts/AccountPage.tsx')).accountPage,
  ),
  lazyRoute(
    { name: 'signIn', path: '/sign-in' },
    'src/accounts/SignInPage.tsx',
    async () => (await import('./accounts/SignInPage.tsx')).signInPage,
  ),
  lazyRoute(
    { name: 'invitation', path: '/invitation' },
    'src/accounts/InvitationPage.tsx',
    async () => (await import('./accounts/InvitationPage.tsx')).invitationPage,
  ),
  lazyRoute(
    { name: 'selling', path: '/selling', searchParams: ['when', 'state', 'page'] },
    'src/selling/SellingPage.tsx',
    async () => (await import('./selling/SellingPage.tsx')).sellingPage,
  ),
  lazyRoute(
    { name: 'payouts', path: '/selling/payouts' },
    'src/selling/PayoutsPage.tsx',
    async () => (await import('./selling/PayoutsPage.tsx')).payoutsPage,
  ),
  lazyRoute(
    { name: 'notices', path: '/selling/notices', searchParams: ['view', 'page'] },
    'src/selling/NoticesPage.tsx',
    async () => (await import('./selling/NoticesPage.tsx')).noticesPage,
  ),
  lazyRoute(
    { name: 'season', path: '/selling/season' },
    'src/selling/SeasonPage.tsx',
    async () => (await import('./selling/SeasonPage.tsx')).seasonPage,
  ),
  lazyRoute(
    { name: 'sell', path: '/sell' },
    'src/pages/SellPage.tsx',
    async () => (await import('./pages/SellPage.tsx')).sellPage,
  ),
  lazyRoute(
    { name: 'accountClosed', path: '/account/closed' },
    'src/accounts/AccountClosedPage.tsx',
    async () => (await import('./accounts/AccountClosedPage.tsx')).accountClosedPage,
  ),
  lazyRoute(
    { name: 'confirmEmail', path: '/confirm-email' },
    'src/accounts/ConfirmEmailPage.tsx',
    async () => (await import('./accounts/ConfirmEmailPage.tsx')).confirmEmailPage,
  ),
  lazyRoute(
    { name: 'forgotPassword', path: '/forgot-password' },
    'src/accounts/ForgotPasswordPage.tsx',
    async () => (await import('./accounts/ForgotPasswordPage.tsx')).forgotPasswordPage,
  ),
  lazyRoute(
    { name: 'resetPassword', path: '/reset-password' },
    'src/accounts/ResetPasswordPage.tsx',
    async () => (await import('./accounts/ResetPasswordPage.tsx')).resetPasswordPage,
  ),
  lazyRoute(
    { name: 'setUp', path: '/set-up' },
    'src/accounts/SetUpPage.tsx',
    async () => (await import('./accounts/SetUpPage.tsx')).setUpPage,
  ),
  lazyRoute(
    {
      name: 'preview',
      path: '/preview/:token',
      searchParams: ['page'],
      accepts: { page: (value) => ['sell', 'help', 'terms', 'privacy', 'imprint'].includes(value) },
      secret: true,
    },
    'src/pages/PreviewPage.tsx',
    async () => (await import('./pages/PreviewPage.tsx')).previewPage,
  ),
  ...textRoutes,
];
