import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Component, type ReactNode } from 'react';
import { LazyPanelFailure } from './lazy-parts.tsx';

interface State {
  error: unknown;
}

class Boundary extends Component<{ reset: () => void; children: ReactNode }, State> {
  override state: State = { error: undefined };
  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }
  override render() {
    if (this.state.error === undefined) return this.props.children;
    return (
      <LazyPanelFailure
        error={this.state.error}
        onRetry={() => {
          this.props.reset();
          this.setState({ error: undefined });
        }}
      />
    );
  }
}

/** Keeps a fault in one part of a page from taking the rest along. */
export function PanelBoundary({ children }: { children: ReactNode }) {
  const { reset } = useQueryErrorResetBoundary();
  return <Boundary reset={reset}>{children}</Boundary>;
}
