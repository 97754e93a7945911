import { definePage, type Route } from '../router/route.ts';
import { SearchForm } from '../ui/SearchForm.tsx';

function NotFoundPage() {
  return (
    <div className="wrap plain">
      <h1>Page not found</h1>
      <p>The address may be mistyped, or the event is over. Search for it by team, artist, city or venue:</p>
      <SearchForm id="lost-q" big />
      <p className="small">
        <a href="/games">All events</a> · <a href="/orders">Find my order</a>
      </p>
    </div>
  );
}

/** The 404 page. */
export const notFoundPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Page not found' }),
  Page: NotFoundPage,
});

/** Where no page is. */
export const notFoundRoute: Route = { name: 'notFound', path: '', open: () => notFoundPage };
