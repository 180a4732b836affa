import { type ComponentType, lazy } from 'react';

/** A part with a file of its own; `preload` fetches it ahead. */
export type Preloadable<Props> = ComponentType<Props> & { preload(): Promise<void> };

/**
 * Like `lazy`, for a part that a page's loader fetches: once it is here it is drawn at once, while a `lazy` one shows its
 * fallback for a moment, and what stands below moves.
 */
export function preloadable<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): Preloadable<Props> {
  let loaded: ComponentType<Props> | undefined;
  const fetchPart = async () => ({ default: (loaded = await load()) });
  const Later = lazy(fetchPart) as unknown as ComponentType<Props>;
  const Part = (props: Props) => {
    const Shown = loaded ?? Later;
    return <Shown {...props} />;
  };
  return Object.assign(Part, { preload: async () => void (await fetchPart()) });
}
