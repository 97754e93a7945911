import { useNavigate } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';

/** A page that is refused to the person's roles: it says so, and asks the server nothing. */
export function NotYours() {
  const navigate = useNavigate();
  useCrumbs('Not yours');
  return (
    <Empty because="This page isn’t yours to see. Ask an administrator if you need it.">
      <button type="button" className="btn" onClick={() => navigate('/')}>
        Back to Today
      </button>
    </Empty>
  );
}
