// The library entry: React is the host's, and so is the bundler.
import type { HostOptions, Mounted } from './host.ts';
import { mount as mountInto } from './mount.tsx';

export type { HostOptions, Mounted, ReportEvent, StepUpMethod } from './host.ts';
export { PrivacyCenter, type PrivacyCenterProps } from './PrivacyCenter.tsx';

/** What single-spa hands to a lifecycle: options of the application, and its element when it is a parcel. */
export interface LifecycleProps extends HostOptions {
  name?: string;
  domElement?: HTMLElement;
}

/** By the element of a parcel, or the name of an application. */
const running = new Map<HTMLElement | string, { mounted: Mounted; remove: () => void }>();
const keyOf = ({ domElement, name }: LifecycleProps) => domElement ?? name ?? 'activecloud-privacy';

/** Lifecycle of single-spa: nothing has to be made ready. */
export function bootstrap(): Promise<void> {
  return Promise.resolve();
}

/**
 * Puts the module into an element of the host's page, in an open shadow root.
 * With single-spa's properties instead of an element it is the lifecycle of that name.
 */
export function mount(element: HTMLElement, options?: HostOptions): Mounted;
export function mount(properties: LifecycleProps): Promise<void>;
export function mount(target: HTMLElement | LifecycleProps, options: HostOptions = {}) {
  if (target instanceof HTMLElement) return mountInto(target, options);
  const { name, domElement, ...given } = target;
  // Where single-spa puts an application that has no place of its own.
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

/** Lifecycle of single-spa: takes away what `mount` of the same properties made. */
export function unmount(properties: LifecycleProps): Promise<void> {
  const key = keyOf(properties);
  const run = running.get(key);
  running.delete(key);
  run?.mounted.unmount();
  run?.remove();
  return Promise.resolve();
}
