import { AccountLine } from '../frame/links.tsx';
import { useSession } from '../frame/runtime-context.tsx';

/** The account one works in, for a form of somebody who has several; nothing for somebody with one. */
export function OneOfAccounts() {
  return useSession().accounts.length > 1 ? <AccountLine /> : null;
}
