// The library entry. The host provides React and the bundler.
import type { HostOptions, Mounted } from './host.ts';
import { mount as mountInto } from './mount.tsx';

export type { HostOptions, Mounted, ReportEvent, StepUpMethod } from './host.ts';
export { PrivacyCenter, type PrivacyCenterProps } from './PrivacyCenter.tsx';

/** The properties single-spa passes to a lifecycle: the options of the application, and the element of a parcel. */
export interface LifecycleProps extends HostOptions {
  name?: string;
  domElement?: HTMLElement;
}

/** The mounted modules by the element of a parcel or the name of an application. */
const running = new Map<HTMLElement | string, { mounted: Mounted; remove: () => void }>();
const keyOf = ({ domElement, name }: LifecycleProps) => domElement ?? name ?? 'activecloud-privacy';

/** Lifecycle of single-spa; there is nothing to prepare. */
export function bootstrap(): Promise<void> {
  return Promise.resolve();
}

/**
 * Mounts the module into an element of the host's page, in an open shadow root. Called with the properties of
 * single-spa it is the lifecycle `mount`.
 */
export function mount(element: HTMLElement, options?: HostOptions): Mounted;
export function mount(properties: LifecycleProps): Promise<void>;
export function mount(target: HTMLElement | LifecycleProps, options: HostOptions = {}) {
  if (target instanceof HTMLElement) return mountInto(target, options);
  const { name, domElement, ...given } = target;
  // The id of the element in which single-spa mounts an application by default.
  const id = `single-spa-application:${name ?? 'activecloud-privacy'}`;
  const known = domElement ?? document.getElementById(id);
  const place = known ?? document.createElement('div');
  if (!known) {
    place.id = id;
    document.body.append(place);
  }
  running.set(keyOf(target), { mounted: mountInto(place, given), remove: () => !known && place.remove() });
  return Promise.resolve();
}

/** Lifecycle of single-spa: unmounts what `mount` has mounted with the same properties. */
export function unmount(properties: LifecycleProps): Promise<void> {
  const key = keyOf(properties);
  const run = running.get(key);
  running.delete(key);
  run?.mounted.unmount();
  run?.remove();
  return Promise.resolve();
}
