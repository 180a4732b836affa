import { type ComponentType, lazy, Suspense } from 'react';
import { PanelBoundary } from '../../../shell/frame/PanelBoundary.tsx';
import { Skeleton } from '../../../ui/base/skeleton.tsx';
import type { StepId } from '../steps.ts';
import { ModeStep } from './AccessSteps.tsx';
import { CheckStep } from './CheckStep.tsx';
import { ConsentChoices, PurposeChoices } from './choices.tsx';
import { AddresseeStep } from './ComplaintSteps.tsx';
import { ScopeStep, WhatStep } from './DataSteps.tsx';
import { HoldStep } from './HoldStep.tsx';
import { FormatStep, RecipientStep } from './PortabilitySteps.tsx';
import { GroundStep } from './RestrictionSteps.tsx';
import type { StepProps } from './step-props.ts';
import { ProofStep, TextStep } from './TextSteps.tsx';

const Corrections = lazy(() => import('./Corrections.tsx'));
const ErasurePreview = lazy(() => import('./ErasurePreview.tsx'));
const Letter = lazy(() => import('./Letter.tsx'));

/** The component of each step; the type requires one for every step. */
const BODIES: Record<StepId, ComponentType<StepProps>> = {
  scope: ScopeStep,
  mode: ModeStep,
  what: WhatStep,
  values: Corrections,
  proof: ProofStep,
  preview: ErasurePreview,
  hold: HoldStep,
  ground: GroundStep,
  format: FormatStep,
  recipient: RecipientStep,
  purposes: PurposeChoices,
  consents: ConsentChoices,
  words: TextStep,
  addressee: AddresseeStep,
  letter: Letter,
  check: CheckStep,
};

/** The fields of one step. */
export function StepBody(props: StepProps) {
  const Body = BODIES[props.step];
  return (
    <PanelBoundary key={props.step}>
      <Suspense fallback={<Skeleton widths={[80, 60, 90, 70]} />}>
        <Body {...props} />
      </Suspense>
    </PanelBoundary>
  );
}
