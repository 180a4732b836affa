import { Skeleton } from '../ui/base/skeleton.tsx';

/** The placeholder of the data-flow picture. */
export function FlowSkeleton() {
  return <Skeleton widths={[100, 100, 100, 100, 100, 100]} height="3.4em" />;
}
