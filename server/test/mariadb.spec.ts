import { afterAll, describe } from 'vitest';
import { sourceChecks } from './source-checks.ts';
import { mariadbForTests, mariadbSystem } from './source-systems.ts';

const server = await mariadbForTests();
afterAll(() => server?.remove());

describe.skipIf(server === undefined)('systems on MariaDB', () => {
  if (server === undefined) return;
  sourceChecks(() => mariadbSystem(server, 'systems'));
});
