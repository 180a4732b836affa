import { type Choice, Choices } from '../../../form/fields.tsx';
import { errorAt, type StepProps } from './step-props.ts';

/** Radio buttons whose legend is hidden, because the heading of the page has the same text. */
export function Radios({
  name,
  legend,
  form,
  choices,
}: {
  name: 'mode' | 'scope' | 'hold' | 'ground' | 'format' | 'recipient' | 'addressee';
  legend: string;
  form: StepProps['form'];
  choices: readonly Choice[];
}) {
  return (
    <Choices
      type="radio"
      legend={legend}
      hideLegend
      error={errorAt(form, name)}
      control={form.register(name)}
      choices={choices}
    />
  );
}
