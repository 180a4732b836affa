import type { operations } from '../generated/staff-schema.ts';
import document from '../generated/staff-contract.json' with { type: 'json' };
import { contractOf } from '../http/contract.ts';

/** An operation of the staff's contract. */
export type StaffOperationId = keyof operations;

/** The contract of the staff's side (openapi-staff.yaml). */
export const staffContract = contractOf<StaffOperationId>(document);
