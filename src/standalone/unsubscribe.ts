import { startMockWorker } from '../../mocks/worker.ts';
import type { Scenario } from '../../mocks/kernel.ts';

/** The token of the contract's examples: the latest letter about offers to the owner. */
const EXAMPLE = 'uL4mQ8Zt2Vx7Rb1Nc6Ks9Wd3Hf5Jp0Ye';

// The letter's script behind the mock: what stands in the address is what the letter would have carried.
const search = new URLSearchParams(location.search);
const main = document.querySelector<HTMLElement>('main');
document.documentElement.lang = search.get('locale') === 'en' ? 'en' : 'ru';
if (main) main.dataset['token'] = search.get('token') ?? EXAMPLE;
await startMockWorker({
  base: '/api/privacy/v1',
  workerUrl: `${import.meta.env.BASE_URL}mockServiceWorker.js`,
  as: { scenario: (search.get('scenario') ?? 'normal') as Scenario },
});
await import('../unsubscribe/enhance.ts');
