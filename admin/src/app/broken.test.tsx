import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ErrorBoundary } from 'react-error-boundary';
import { Link, Route, Routes } from 'react-router';
import { expect, it } from 'vitest';
import { expectComplaint } from '../../test/complaints.ts';
import { renderDesk } from '../../test/desk.tsx';
import { Broken } from './Broken.tsx';

function Breaks(): never {
  throw new Error('a field is missing');
}

it('a page that broke gives way to the next one', async () => {
  expectComplaint(/a field is missing/);
  renderDesk(
    <>
      <Link to="/venues">To the venues</Link>
      <ErrorBoundary FallbackComponent={Broken as never}>
        <Routes>
          <Route path="/" element={<Breaks />} />
          <Route path="/venues" element={<p>All venues</p>} />
        </Routes>
      </ErrorBoundary>
    </>,
    { at: '/' },
  );
  expect((await screen.findByRole('alert')).textContent).toContain('This page broke. Nothing was changed');
  await userEvent.click(screen.getByText('To the venues'));
  expect(await screen.findByText('All venues')).toBeTruthy();
});
