// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { DisclosurePage } from '../checks/DisclosurePage.ts';
import type { Operation } from '../../operation.ts';

export const listDisclosures: Operation<'listDisclosures'> = { id: 'listDisclosures', method: 'get', path: '/disclosures', check: DisclosurePage };
