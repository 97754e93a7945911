/** The demo's accounts. Only its seeding creates them. */
import type { Role } from '@holdfast/shared/accounts';

export const demoAccounts: ReadonlyArray<{ role: Role; name: string; email: string; password: string }> = [
  { role: 'staff', name: 'Ann Keller', email: 'staff@demo.holdfast.example', password: 'demo-staff-2026' },
  {
    role: 'support',
    name: 'Luis Ferreira',
    email: 'support@demo.holdfast.example',
    password: 'demo-support-2026',
  },
  {
    role: 'finance',
    name: 'Mei Tanaka',
    email: 'finance@demo.holdfast.example',
    password: 'demo-finance-2026',
  },
  { role: 'admin', name: 'Ruth Adeyemi', email: 'admin@demo.holdfast.example', password: 'demo-admin-2026' },
  {
    role: 'consignor',
    name: 'Consignor',
    email: 'consignor@demo.holdfast.example',
    password: 'demo-consignor-2026',
  },
  { role: 'gate', name: 'Gil Okafor', email: 'gate@demo.holdfast.example', password: 'demo-gate-2026' },
  { role: 'fan', name: 'Helen Marchetti', email: 'fan@demo.holdfast.example', password: 'demo-fan-2026' },
];

/** Further demo staff: they appear in the audit log and can't sign in. */
export const demoColleagues: ReadonlyArray<{ name: string; email: string }> = [
  { name: 'Bob Nyström', email: 'bob@demo.holdfast.example' },
  { name: 'Chidi Maduka', email: 'chidi@demo.holdfast.example' },
];

/** Whether an address is one of the demo's, whose passwords everybody knows: production lets nobody in by it. */
export const isDemoAccount = (email: string): boolean =>
  demoAccounts.some((account) => account.email === email.toLowerCase());
