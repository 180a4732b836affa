import type { ReactNode } from 'react';

/** A fact with its label. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Where a value came from, where it is kept and who receives it: the product's signature. */
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
