/** Runs before each test file of the back office: every test begins with an empty page. */
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import { refuseComplaints } from './complaints.ts';

// A busy machine renders late; a wait that succeeds costs nothing.
configure({ asyncUtilTimeout: 20_000 });
refuseComplaints();
afterEach(() => {
  cleanup();
  sessionStorage.clear();
  localStorage.clear();
});
