import { useNavigation } from '../router/navigation.ts';

/** The page for a server error or a lost connection. */
export function ErrorPage() {
  const { reload } = useNavigation();
  return (
    <div className="wrap plain">
      <h1>This page didn’t load</h1>
      <p>
        Server error, or no connection. Nothing was held or charged, and seats that you already hold are still
        yours.
      </p>
      <div className="acts">
        <button type="button" className="btn btn-go" onClick={reload}>
          Reload
        </button>
        <a className="btn btn-line" href="/games">
          All events
        </a>
      </div>
    </div>
  );
}
