/** Who may call which endpoint: compared with the declarations, and called role by role. */
import { admittedFans } from './admittedFans.ts';
import { admittedStaff } from './admittedStaff.ts';

/** Every endpoint of the API, by the roles that it admits. */
export const admitted: Readonly<Record<string, readonly string[]>> = { ...admittedFans, ...admittedStaff };
