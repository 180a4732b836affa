import type { ReactNode } from 'react';

/** A labelled fact. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The source, the systems and the recipients of a value. */
export function Breadcrumb({ steps, label }: { steps: readonly string[]; label?: string }) {
  return (
    <span className="road">
      {label === undefined ? null : <span className="sr">{`${label}: `}</span>}
      {steps.map((step, index) => (
        <span key={index} className="step">
          {step}
        </span>
      ))}
    </span>
  );
}
