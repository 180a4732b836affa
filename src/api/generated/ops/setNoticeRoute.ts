// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Mailings } from '../checks/Mailings.ts';
import type { Operation } from '../../operation.ts';

export const setNoticeRoute: Operation<'setNoticeRoute'> = { id: 'setNoticeRoute', method: 'put', path: '/mailings/notices/{kind}', check: Mailings };
