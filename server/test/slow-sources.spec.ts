import { sourceChecks } from './source-checks.ts';
import { postgresSystem } from './source-systems.ts';

sourceChecks(() => postgresSystem('systems'));
