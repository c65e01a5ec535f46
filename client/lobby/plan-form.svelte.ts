import { NO_PLAN, type Category, type ShowPlan, type ShowVisibility } from '../../shared/show/plan.ts';
import { localTimeText, readLocalTime } from '../platform/local-time.ts';

/** A show's plan while somebody fills it in. */
export class PlanForm {
  startsAt = $state('');
  category = $state<Category>(NO_PLAN.category);
  visibility = $state<ShowVisibility>(NO_PLAN.visibility);
  /** What was there before may lie in the past. */
  #before: ShowPlan = NO_PLAN;

  fill(plan: ShowPlan): void {
    this.#before = plan;
    this.startsAt = plan.startsAtMs === null ? '' : localTimeText(plan.startsAtMs);
    this.category = plan.category;
    this.visibility = plan.visibility;
  }

  /** Null for a time that has passed. */
  read(nowMs: number): ShowPlan | null {
    const { category, visibility } = this;
    const isAsBefore = this.#before.startsAtMs !== null && this.startsAt === localTimeText(this.#before.startsAtMs);
    const startsAtMs = isAsBefore ? this.#before.startsAtMs : readLocalTime(this.startsAt);
    if (!isAsBefore && startsAtMs !== null && startsAtMs < nowMs) return null;
    return { startsAtMs, category, visibility };
  }
}
