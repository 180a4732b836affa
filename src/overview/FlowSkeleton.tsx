import { Skeleton } from '../ui/base/skeleton.tsx';

/** What stands in the place of the data-flow picture until it is here. */
export function FlowSkeleton() {
  return <Skeleton widths={[100, 100, 100, 100, 100, 100]} height="3.4em" />;
}
