// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { LetterPage } from '../checks/LetterPage.ts';
import type { Operation } from '../../operation.ts';

export const listLetters: Operation<'listLetters'> = { id: 'listLetters', method: 'get', path: '/mailings/letters', check: LetterPage };
