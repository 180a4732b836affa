import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { createHashRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';

const client = new QueryClient();

function Page() {
  const { data } = useQuery({
    queryKey: ['session'],
    queryFn: () => fetch('/api/privacy/v1/session').then(response => response.json()),
  });
  return data ? createElement('h1', null, 'Empty') : null;
}

const router = createHashRouter([{ path: '*', element: createElement(Page) }]);
createRoot(document.getElementById('root')).render(
  createElement(QueryClientProvider, { client }, createElement(RouterProvider, { router })),
);
