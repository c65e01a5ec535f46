import type { Participant } from '../../../shared/show/participant.ts';

/** What tiles ask for that takes more than a word to the server. */
export type PersonActions = {
  readonly toggleStage: (person: Participant) => void;
  readonly move: (person: Participant, toIndex: number) => void;
  /** Asks whether this person's page is to make the program. */
  readonly handOver: (person: Participant) => void;
  readonly remove: (person: Participant) => void;
};
