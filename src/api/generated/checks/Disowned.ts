// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, str, bool, obj } from '../../shape-checks.ts';
import { OwnAction } from './OwnAction.ts';
import type { Schemas } from '../../schema-types.ts';

export const Disowned: Check<Schemas['Disowned']> = /* @__PURE__ */ obj({ action: OwnAction, stopped: list(str), notStopped: list(str), opened: bool });
