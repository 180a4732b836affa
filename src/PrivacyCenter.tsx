import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { HostOptions, Mounted } from './host.ts';
import { mount } from './mount.tsx';

/** Options of `mount`, and what a React host puts on the element around the module. */
export interface PrivacyCenterProps extends HostOptions {
  className?: string;
  /** The element around the module: the module's events (`privacy-attention` and the others) bubble from it. */
  ref?: Ref<HTMLDivElement>;
}

/** The module in a React host. It has a React root of its own, in a shadow root: host and module share the library only. */
export function PrivacyCenter({ className, ref, ...options }: PrivacyCenterProps) {
  const element = useRef<HTMLDivElement>(null);
  const mounted = useRef<Mounted>(undefined);
  const latest = useRef<HostOptions>(options);
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => element.current);
  useEffect(() => {
    const place = element.current;
    if (!place) return undefined;
    const here = mount(place, latest.current);
    mounted.current = here;
    return () => {
      mounted.current = undefined;
      here.unmount();
    };
  }, []);
  useEffect(() => {
    // An option that is no longer named is at its default again.
    const gone = Object.keys(latest.current).filter(name => !(name in options));
    latest.current = options;
    mounted.current?.update({ ...Object.fromEntries(gone.map(name => [name, undefined])), ...options });
  });
  return <div ref={element} className={className} />;
}
