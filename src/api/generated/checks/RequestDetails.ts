// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, any } from '../../shape-checks.ts';
import { AccessDetails } from './AccessDetails.ts';
import { RectificationDetails } from './RectificationDetails.ts';
import { ErasureDetails } from './ErasureDetails.ts';
import { RestrictionDetails } from './RestrictionDetails.ts';
import { PortabilityDetails } from './PortabilityDetails.ts';
import { ObjectionDetails } from './ObjectionDetails.ts';
import { ConsentWithdrawalDetails } from './ConsentWithdrawalDetails.ts';
import { ComplaintDetails } from './ComplaintDetails.ts';
import type { Schemas } from '../../schema-types.ts';

export const RequestDetails: Check<Schemas['RequestDetails']> = /* @__PURE__ */ any(AccessDetails, RectificationDetails, ErasureDetails, RestrictionDetails, PortabilityDetails, ObjectionDetails, ConsentWithdrawalDetails, ComplaintDetails);
