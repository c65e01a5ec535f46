import type { HoldId } from '../../../shared/ids.ts';
import type { HoldVerdict } from '../../../shared/protocol/holds.ts';
import type { MethodParams } from '../../../shared/protocol/methods.ts';

/** `asked`: sent, and nobody knows yet whether it was heard. */
export type Asked = 'no' | 'asked' | 'acknowledged';

/** One thing that a buyer wants, and what the server has acknowledged of it. */
export class Wish {
  readonly params: MethodParams<'hold.request'>;
  /** Null until the first answer. */
  verdict: HoldVerdict | null = null;
  payment: Asked = 'no';
  cancel: Asked = 'no';

  constructor(params: MethodParams<'hold.request'>) {
    this.params = params;
  }

  get holdId(): HoldId | null {
    return this.verdict?.kind === 'hold' ? this.verdict.hold.holdId : null;
  }

  /** A sentence when `verdict` is not the one that was acknowledged before. */
  hear(verdict: HoldVerdict): string | null {
    const former = this.verdict;
    this.verdict ??= verdict;
    if (former === null || idOf(former) === idOf(verdict)) return null;
    return `${this.params.intent} was answered with ${idOf(former)}, and later with ${idOf(verdict)}`;
  }
}

const idOf = (verdict: HoldVerdict): string => (verdict.kind === 'hold' ? verdict.hold.holdId : verdict.reason);
