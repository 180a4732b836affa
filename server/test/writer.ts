import { openPool } from '../postgres/pool.ts';
import { postgresStore } from '../postgres/store.ts';
import { entryOf, NOW } from './examples.ts';

// A process beside that of the suite. `writer.ts <url> <calls> [hang]`: makes parallel calls with one key and prints how many
// of them did the work; with `hang` it stops in the middle of its first transaction and waits to be killed.
const [, , url = '', calls = '1', mode] = process.argv;
const pool = openPool({ connectionString: url, max: 10 }, () => undefined);
const store = postgresStore(pool);
const owner = { userId: 'u-owner', accountIds: ['acc-1'] };

const write = (at: number) =>
  store.write(owner, NOW, { slot: 'shared key', sent: '{}' }, async unit => {
    unit.log(entryOf(`al-${process.pid}-${at}`, 'u-owner'));
    unit.mail({ userId: 'u-owner', template: 'request-received', parameters: {} });
    const value = unit.number('R');
    if (mode === 'hang') {
      console.log('in the transaction');
      await new Promise(() => undefined);
    }
    return { value, keep: { status: 200, headers: {}, body: JSON.stringify(value) } };
  });

const results = await Promise.all(Array.from({ length: Number(calls) }, (_, at) => write(at)));
console.log(
  JSON.stringify({
    worked: results.filter(result => 'value' in result).length,
    answers: [
      ...new Set(
        results.map(result => ('value' in result ? JSON.stringify(result.value) : result.kept.answer?.body)),
      ),
    ],
  }),
);
await pool.end();
