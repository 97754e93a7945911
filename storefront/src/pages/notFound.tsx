import { route } from '../router/route.ts';
import { SearchForm } from '../ui/SearchForm.tsx';

function NotFoundPage() {
  return (
    <div className="wrap plain">
      <h1>There is nothing here</h1>
      <p>The address may be mistyped, or the game is over. Search for it by team, city or venue:</p>
      <SearchForm id="lost-q" big />
      <p className="small">
        <a href="/games">All games</a> · <a href="/orders">Find my order</a>
      </p>
    </div>
  );
}

export const notFoundRoute = route({
  name: 'notFound',
  path: '',
  load: async () => null,
  head: () => ({ title: 'Nothing here · Holdfast' }),
  Page: NotFoundPage,
});
