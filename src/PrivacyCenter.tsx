import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { HostOptions, Mounted } from './host.ts';
import { mount } from './mount.tsx';

/** The options of `mount`, and the properties of the element around the module. */
export interface PrivacyCenterProps extends HostOptions {
  className?: string;
  /** The element around the module. The events of the module (`privacy-attention` and the others) bubble from it. */
  ref?: Ref<HTMLDivElement>;
}

/**
 * The module as a component of a React host. It has its own React root in a shadow root, so host and module share only
 * the React library.
 */
export function PrivacyCenter({ className, ref, ...options }: PrivacyCenterProps) {
  const element = useRef<HTMLDivElement>(null);
  const mounted = useRef<Mounted>(undefined);
  const latest = useRef<HostOptions>(options);
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => element.current);
  useEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const module = mount(target, latest.current);
    mounted.current = module;
    return () => {
      mounted.current = undefined;
      module.unmount();
    };
  }, []);
  useEffect(() => {
    // An option that is no longer passed returns to its default.
    const removed = Object.keys(latest.current).filter(name => !(name in options));
    latest.current = options;
    mounted.current?.update({ ...Object.fromEntries(removed.map(name => [name, undefined])), ...options });
  });
  return <div ref={element} className={className} />;
}
