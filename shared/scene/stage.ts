import { progress } from './animate.ts';
import type { FrameProgram, Program, ProgramStage, ScreenSeat, StageSeat, StageSeats } from './program.ts';

/** How long people take to their new slots, in milliseconds: seen as a move, over before it is looked at. */
export const STAGE_MOVE_MS = 240;

/**
 * More unfinished changes than this are not followed back: whoever clicks so fast sees the oldest one cut short, and no frame's
 * plan grows with the clicks.
 */
const MAX_FORMERS = 6;

/** Everybody in their slots, with nothing before. */
export const restingStage = (seats: StageSeats): ProgramStage => ({ ...seats, changedAtMs: 0, former: null });

/** The program once nobody moves any more, and no scene fades. */
export const settledProgram = (program: Program): FrameProgram => ({
  ...program,
  fade: null,
  stage: restingStage(program.stage),
});

/** How far the stage's last change is at `atMs`, 0…1; 1 when nothing moves. */
export const stageProgress = (stage: ProgramStage, atMs: number): number =>
  stage.former === null ? 1 : progress(atMs, stage.changedAtMs, STAGE_MOVE_MS);

/**
 * The stage as it becomes at `atMs`. What moves at that moment goes on from where it is, so an interrupted change never jumps;
 * changes that are over are forgotten. Seats that are the same give back `former` itself.
 */
export const changeStage = (former: ProgramStage, next: StageSeats, atMs: number): ProgramStage => {
  if (isSameStage(former, next)) return former;
  return { ...next, changedAtMs: atMs, former: keptFormer(former, atMs, MAX_FORMERS - 1) };
};

/** `stage` as the start of a change at `atMs`, with at most `count` changes before it. */
const keptFormer = (stage: ProgramStage, atMs: number, count: number): ProgramStage => {
  const { former } = stage;
  if (former === null) return stage;
  if (count === 0 || stageProgress(stage, atMs) >= 1) return { ...stage, former: null };
  return { ...stage, former: keptFormer(former, stage.changedAtMs, count - 1) };
};

/** Whether two stages look the same, whenever they became so. */
export const isSameStage = (a: StageSeats, b: StageSeats): boolean =>
  a.spotlightId === b.spotlightId &&
  a.droppedWord === b.droppedWord &&
  a.seats.length === b.seats.length &&
  a.screens.length === b.screens.length &&
  a.seats.every((seat, index) => isSameSeat(seat, b.seats[index])) &&
  a.screens.every((screen, index) => isSameScreen(screen, b.screens[index]));

const isSameScreen = (a: ScreenSeat, b: ScreenSeat | undefined): boolean =>
  a.participantId === b?.participantId && a.sourceId === b.sourceId && a.name === b.name;

const isSameSeat = (a: StageSeat, b: StageSeat | undefined): boolean =>
  a.participantId === b?.participantId &&
  a.sourceId === b.sourceId &&
  a.name === b.name &&
  a.picture === b.picture &&
  a.presence === b.presence;
