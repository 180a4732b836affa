// What the frame fetches together when something fails.
export { PanelFailure, SignIn } from './FailureView.tsx';
export { PageError } from './PageError.tsx';
