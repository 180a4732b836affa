import { type ComponentProps, type ReactNode, type Ref, useId } from 'react';
import type { Elements } from '../ui/base/elements.ts';
import { Heading } from '../ui/base/heading.tsx';

/** The hint and the error of a control; `describedBy` gives their ids. */
function FieldNotes({
  id,
  hint,
  error,
}: {
  id: string;
  hint?: ReactNode | undefined;
  error?: string | undefined;
}) {
  return (
    <>
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="term">
          {hint}
        </span>
      )}
      {error === undefined ? null : (
        <span id={`${id}-error`} className="error-text">
          {error}
        </span>
      )}
    </>
  );
}

const describedBy = (id: string, hint: unknown, error: unknown): string | undefined =>
  [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .filter(Boolean)
    .join(' ') || undefined;

/**
 * A labelled text area. It has no `maxLength`, so that a pasted text is never cut; validation reports one that is too
 * long.
 */
export function TextArea({
  label,
  hint,
  error,
  hideLabel = false,
  ...props
}: {
  label: string;
  hint?: ReactNode | undefined;
  error?: string | undefined;
  /** Hides the label, for a page whose heading has the same text. */
  hideLabel?: boolean;
} & ComponentProps<'textarea'>) {
  const id = useId();
  return (
    <div className="field">
      <label className={hideLabel ? 'sr' : 'label'} htmlFor={id}>
        {label}
      </label>
      <FieldNotes id={id} hint={hint} error={error} />
      <textarea
        id={id}
        className="input area"
        dir="auto"
        rows={6}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(id, hint, error)}
        {...props}
      />
    </div>
  );
}

/** A labelled select. */
export function Select({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="input" value={value} onChange={event => onChange(event.target.value)}>
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A labelled text or date input. */
export function TextInput({
  label,
  hint,
  error,
  ...props
}: { label: ReactNode; hint?: string | undefined; error?: string | undefined } & ComponentProps<'input'>) {
  const id = useId();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(id, hint, error)}
        {...props}
      />
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}

/** One choice of `Choices`. */
export interface Choice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

/** A group of radio buttons or checkboxes. Every control gets the props of `register`. */
export function Choices({
  type,
  legend,
  hideLegend = false,
  hint,
  error,
  choices,
  control,
  before,
  children,
}: {
  type: 'radio' | 'checkbox';
  legend: string;
  hideLegend?: boolean;
  hint?: ReactNode | undefined;
  error?: string | undefined;
  choices: readonly Choice[];
  /** The result of react-hook-form's `register`. */
  control: Omit<ComponentProps<'input'>, 'type' | 'value'> & { ref?: Ref<HTMLInputElement> };
  /** Content between the legend and the choices. */
  before?: Elements;
  children?: Elements;
}) {
  const id = useId();
  return (
    <fieldset className="choices" aria-describedby={describedBy(id, hint, error)}>
      <legend className={hideLegend ? 'sr' : 'h3'}>{legend}</legend>
      <FieldNotes id={id} hint={hint} error={error} />
      {before}
      {choices.map(({ value, label, hint: more, disabled }) => (
        <div key={value} className="choice">
          <input
            id={`${id}-${value}`}
            type={type}
            value={value}
            disabled={disabled}
            aria-describedby={more === undefined ? undefined : `${id}-${value}-more`}
            aria-invalid={error !== undefined || undefined}
            {...control}
          />
          <label htmlFor={`${id}-${value}`}>{label}</label>
          {more === undefined ? null : (
            <div id={`${id}-${value}-more`} className="term choice-more">
              {more}
            </div>
          )}
        </div>
      ))}
      {children}
    </fieldset>
  );
}

/** A labelled checkbox. */
export function Checkbox({
  label,
  hint,
  error,
  ...props
}: { label: ReactNode; hint?: ReactNode; error?: string | undefined } & Omit<
  ComponentProps<'input'>,
  'type'
>) {
  const id = useId();
  return (
    <div className="choice">
      <input id={id} type="checkbox" aria-describedby={describedBy(id, hint, error)} {...props} />
      <label htmlFor={id}>{label}</label>
      {hint === undefined && error === undefined ? null : (
        <div className="choice-more field">
          <FieldNotes id={id} hint={hint} error={error} />
        </div>
      )}
    </div>
  );
}

/** One validation error, and a function that goes to its field. */
export interface FieldError {
  id: string;
  text: string;
  go: () => void;
}

/** The list of validation errors above the form. The caller moves the focus to it after a failed submit. */
export function ErrorSummary({
  title,
  errors,
  ref,
}: {
  title: string;
  errors: readonly FieldError[];
  ref: Ref<HTMLDivElement>;
}) {
  if (errors.length === 0) return null;
  return (
    <div ref={ref} className="note stack-s" data-tone="bad" role="alert" tabIndex={-1}>
      <Heading level={2}>{title}</Heading>
      <ul className="stack-s">
        {errors.map(({ id, text, go }) => (
          <li key={id}>
            <button type="button" className="link error-link" onClick={go}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
