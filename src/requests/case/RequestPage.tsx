import { PageHead } from '../../shell/page.tsx';

/** Being built. */
export default function Page() {
  return <PageHead name="Обращения" heading="Обращения" />;
}
