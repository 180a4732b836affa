import { operationIds, routeOf } from '../core/http/contract.ts';
import contract from '../core/generated/contract.json' with { type: 'json' };
import type { SendInit } from './test-client.ts';

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  example?: unknown;
}
interface Operation {
  parameters?: Parameter[];
  requestBody?: {
    content: Record<string, { examples?: Record<string, { value: unknown }>; example?: unknown }>;
  };
}

const document = contract as unknown as {
  paths: Record<string, Record<string, Operation>>;
  components: { parameters: Record<string, Parameter> };
};
const resolved = (parameter: Parameter): Parameter =>
  parameter.$ref === undefined
    ? parameter
    : (document.components.parameters[parameter.$ref.split('/').at(-1) ?? ''] ?? parameter);

/** Every operation with each of the bodies that the contract gives as examples. */
export const exampleCalls = operationIds.map(routeOf).flatMap(route => {
  const operation = document.paths[route.path]?.[route.method.toLowerCase()] ?? {};
  const parameters = (operation.parameters ?? []).map(resolved);
  const bodies = Object.entries(operation.requestBody?.content ?? {}).flatMap(([type, content]) => [
    ...Object.entries(content.examples ?? {}).map(([name, { value }]) => ({ name, type, value })),
    ...(content.example === undefined ? [] : [{ name: 'example', type, value: content.example }]),
  ]);
  return (bodies.length === 0 ? [undefined] : bodies).map(body => ({
    title: `${route.id}${body === undefined ? '' : `, ${body.name}`}`,
    route,
    parameters,
    body,
  }));
});

/** An example of the contract as a request: its path below the base, and the rest. */
export function exampleRequest({ route, parameters, body }: (typeof exampleCalls)[number]): {
  path: string;
  init: SendInit;
} {
  const of = (place: string) => parameters.filter(one => one.in === place && one.example !== undefined);
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(of('path').find(one => one.name === name)?.example)),
  );
  const query = new URLSearchParams(of('query').map(one => [one.name, String(one.example)])).toString();
  const text =
    body === undefined
      ? undefined
      : body.type === 'application/json'
        ? JSON.stringify(body.value)
        : body.type === 'application/x-www-form-urlencoded'
          ? new URLSearchParams(body.value as Record<string, string>).toString()
          : String(body.value);
  return {
    path: query === '' ? path : `${path}?${query}`,
    init: {
      method: route.method,
      headers: {
        ...Object.fromEntries(of('header').map(one => [one.name, String(one.example)])),
        ...(body === undefined ? {} : { 'Content-Type': body.type }),
      },
      ...(text === undefined ? {} : { body: text }),
    },
  };
}
