/**
 * What React, Material UI or react-admin write to the console fails a test, unless the test expects it: such a warning is
 * a fault of the page, or the log of a refusal that the test has caused.
 */
import { afterEach, beforeEach, expect, vi } from 'vitest';

let expected: RegExp[] = [];

/** Called before each test file. */
export function refuseComplaints(): void {
  const complaints: string[] = [];
  const listen = (method: 'error' | 'warn') =>
    vi.spyOn(console, method).mockImplementation((...parts) => {
      complaints.push(parts.map(String).join(' '));
    });
  beforeEach(() => {
    const spies = [listen('error'), listen('warn')];
    expected = [];
    complaints.length = 0;
    return () => {
      for (const spy of spies) spy.mockRestore();
    };
  });
  afterEach(() => {
    const isHeard = (pattern: RegExp) => complaints.some((each) => pattern.test(each));
    expect(expected.filter((pattern) => !isHeard(pattern))).toEqual([]);
    const isExpected = (each: string) => expected.some((pattern) => pattern.test(each));
    expect(complaints.filter((each) => !isExpected(each))).toEqual([]);
  });
}

/** The test causes such a log, at least once. */
export function expectComplaint(pattern: RegExp): void {
  expected.push(pattern);
}
