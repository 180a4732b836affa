import { startMockWorker } from '../../mocks/worker.ts';
import type { Scenario } from '../../mocks/backend.ts';

// The test page of the unsubscribe script, with the mock as its server. The query of the address has the token and the
// language.
const search = new URLSearchParams(location.search);
const main = document.querySelector<HTMLElement>('main');
document.documentElement.lang = search.get('locale') === 'en' ? 'en' : 'ru';
const token = search.get('token');
if (main && token !== null) main.dataset['token'] = token;
await startMockWorker({
  base: '/api/privacy/v1',
  workerUrl: `${import.meta.env.BASE_URL}mockServiceWorker.js`,
  as: { scenario: (search.get('scenario') ?? 'normal') as Scenario },
});
await import('../unsubscribe/enhance.ts');
