import { type ComponentProps, createContext, useContext } from 'react';

/** The level the host's page gives to the first heading of the module. */
export const HeadingBase = createContext(1);

type HeadingTag = 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';

/** A heading below those of the host's page. `level` counts within the module: 1 is the heading of the page. */
export function Heading({ level, ...props }: { level: 1 | 2 | 3 } & ComponentProps<'h1'>) {
  const Tag = `h${Math.min(6, level + useContext(HeadingBase) - 1)}` as HeadingTag;
  return <Tag className={`h${level}`} {...props} />;
}
