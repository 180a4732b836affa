/** When a user was first shown, and when they acknowledged, a version of the policy. */
export interface PolicyAcknowledgement {
  userId: string;
  version: string;
  at: string;
}

/** What is stored of the policy: who acknowledged what. The versions themselves are data (`data.ts`). */
export interface PolicyState {
  acknowledgements: PolicyAcknowledgement[];
}

/** Everybody has seen the version in force; nobody the upcoming one. */
export const seedPolicy = (_seededAt: string): PolicyState => ({ acknowledgements: [] });
