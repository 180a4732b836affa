// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { PartLink } from '../checks/PartLink.ts';
import type { Operation } from '../../operation.ts';

export const createPartLink: Operation<'createPartLink'> = { id: 'createPartLink', method: 'post', path: '/exports/{id}/parts/{n}/links', check: PartLink };
