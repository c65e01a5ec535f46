import { describe, expect, it } from 'vitest';
import type { Rect } from '../../shared/geometry.ts';
import { seededRandom } from '../../shared/random.ts';
import { easeOut, progress } from '../../shared/scene/animate.ts';
import { PROGRAM_FORMATS } from '../../shared/scene/document.ts';
import type { DrawList } from '../../shared/scene/draw-list.ts';
import { readStamp, stampAgeMs } from '../../shared/scene/frame-stamp.ts';
import { placeSeats } from '../../shared/scene/layouts.ts';
import type { StageSeat } from '../../shared/scene/program.ts';
import { aDocument, aPeopleLayer, aProgram, aSeat, aStage, oneOf } from '../../shared/scene/sample-documents.ts';
import { STAGE_MOVE_MS } from '../../shared/scene/stage.ts';
import { SLOT_HOLD_MS } from '../../shared/show/held-seats.ts';
import { FakeFrame } from '../planes/testing.ts';
import { fakeClock, type FakeClock } from '../platform/fake-clock.ts';
import { Composer } from './composer.ts';
import { Pacer } from './pacing.ts';
import { ProgramLoop } from './program-loop.ts';
import { RasterCache } from './raster-cache.ts';
import { SourceShelf } from './source-shelf.ts';

const FORMAT = PROGRAM_FORMATS['landscape-720'];
const FRAME_MS = 1000 / FORMAT.framesPerSecond;
const CAMERA = { widthPx: 640, heightPx: 360 };
/** Boxes lie on even pixels. */
const SLACK_PX = 1.001;

const [HOST, ADA, BO, CY, DEE] = [aSeat('host'), aSeat('ada'), aSeat('bo'), aSeat('cy'), aSeat('dee')];
const EVERYBODY = [HOST, ADA, BO, CY, DEE];

type Edges = readonly [left: number, right: number];

/** A frame as viewers get it. Times are milliseconds since the program began. */
type Shown = {
  /** When it was composed. */
  readonly atMs: number;
  /** What its pixels say of that. */
  readonly stampMs: number;
  /** Where everybody's picture or card is, by the id of their camera. */
  readonly boxes: ReadonlyMap<string, Rect>;
};

/** A camera's frame that takes its time to be copied, as on a busy machine. */
class SlowFrame extends FakeFrame {
  readonly #pause: () => Promise<void>;

  constructor(clock: FakeClock, copyMs: number) {
    super(CAMERA);
    this.#pause = () => new Promise((resolve) => clock.setTimeout(resolve, copyMs));
  }

  override async copyTo(...args: Parameters<FakeFrame['copyTo']>): Promise<void> {
    await this.#pause();
    return super.copyTo(...args);
  }
}

const boxesOf = ({ ops }: DrawList): ReadonlyMap<string, Rect> =>
  new Map(
    ops.flatMap((op): [string, Rect][] => {
      if (op.op === 'video') return [[op.sourceId, op.to]];
      return op.op === 'raster' && op.spec.kind === 'name-card' ? [[`crew-camera-${op.spec.name}`, op.to]] : [];
    }),
  );

const edgesOf = (frame: Shown | undefined, { sourceId }: StageSeat): Edges => {
  const { x, width } = frame?.boxes.get(sourceId) ?? { x: NaN, width: NaN };
  return [x, x + width];
};

/** Where somebody's slot is. */
const slotOf = ({ participantId }: StageSeat, seats: readonly StageSeat[]): Edges => {
  const slots = placeSeats('auto', aStage(seats), FORMAT.widthPx / FORMAT.heightPx);
  const { x, width } = slots.find(({ occupant }) => occupant.seat.participantId === participantId)?.rect ?? {
    x: NaN,
    width: NaN,
  };
  return [x * FORMAT.widthPx, (x + width) * FORMAT.widthPx];
};

/** The compositor's own loop, pacer and composer, with people in the picture; all but the pixels. */
const aProgramWith = (seats: readonly StageSeat[]) => {
  const clock = fakeClock();
  const startMs = clock.now();
  const shown: Shown[] = [];
  const composing = { atMs: NaN, boxes: new Map() as Shown['boxes'], frames: 0 };
  const shelf = new SourceShelf<FakeFrame>(
    () => new Uint8ClampedArray(),
    () => composer.planAnew(),
  );
  const composer: Composer<FakeFrame> = new Composer<FakeFrame>(
    {
      painter: { paint: (_target, list) => void (composing.boxes = boxesOf(list)) },
      rasters: new RasterCache({ rasterize: () => null, nowMs: clock.now, maxBytes: 1, frameBudgetMs: 1 }),
      shelf,
      onMark: () => undefined,
      output: {
        make: ({ y, widthPx }) => {
          const { atMsLow } = readStamp((x, row) => y.bytes[row * y.stride + x] ?? 0, widthPx);
          const stampMs = -stampAgeMs(startMs, atMsLow ?? NaN);
          shown.push({ atMs: composing.atMs - startMs, stampMs, boxes: composing.boxes });
          return new FakeFrame(FORMAT);
        },
        pass: (frame) => frame,
        send: (frame) => frame.close(),
      },
    },
    FORMAT,
    'on',
  );
  const loop = new ProgramLoop({
    composer: {
      get shown() {
        return composer.shown;
      },
      compose: (atMs) => {
        composing.atMs = atMs;
        composing.frames += 1;
        return composer.compose(atMs);
      },
    },
    pacer: new Pacer(FORMAT),
    clock,
    workOff: () => Promise.resolve(),
    onError: (error) => {
      throw error;
    },
  });
  const arrive = ({ sourceId }: StageSeat, copyMs: number): void => {
    shelf.put(sourceId, new SlowFrame(clock, copyMs));
    loop.arrived(sourceId);
  };
  /** Tells the compositor who is on stage now. Returns the number of the first frame that can know. */
  const seat = (next: readonly StageSeat[]): number => {
    const firstFrame = composing.frames;
    composer.setProgram(aProgram('s1', { stage: aStage(next, { droppedWord: 'Reconnecting' }) }));
    loop.pump();
    return firstFrame;
  };
  const hostSourceId = HOST.sourceId;
  composer.setDocument(aDocument({ scenes: { s1: [aPeopleLayer('people', { hostSourceId, nameTags: 'hidden' })] } }));
  for (const each of EVERYBODY) shelf.put(each.sourceId, new SlowFrame(clock, 0));
  seat(seats);
  return { clock, shown, seat, arrive };
};

type Change = { readonly firstFrame: number; readonly seats: readonly StageSeat[] };

/**
 * How far at most somebody's edges ever are from their way: from slot to slot by one curve for each change, which begins with
 * the frame before the first that knows, or a frame's time before it, and goes on from where the change before has them.
 */
const farthestOff = (
  person: StageSeat,
  shown: readonly Shown[],
  [first, ...changes]: readonly [Change, ...Change[]],
) => {
  let { seats } = first;
  let way = (_atMs: number): Edges => slotOf(person, first.seats);
  let farthestPx = 0;
  for (const [index, frame] of shown.entries()) {
    const change = changes.findLast(({ firstFrame }) => firstFrame === index);
    if (change && change.seats !== seats) {
      ({ seats } = change);
      const beganAtMs = Math.max(shown[index - 1]?.atMs ?? NaN, frame.atMs - FRAME_MS);
      const [from, to] = [way(beganAtMs), slotOf(person, seats)];
      way = (atMs) => {
        const share = easeOut(progress(atMs, beganAtMs, STAGE_MOVE_MS));
        return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      };
    }
    const [edges, wanted] = [edgesOf(frame, person), way(frame.atMs)];
    farthestPx = Math.max(farthestPx, Math.abs(edges[0] - wanted[0]), Math.abs(edges[1] - wanted[1]));
  }
  return farthestPx;
};

const CASTS = [
  [HOST, ADA],
  [HOST, ADA, BO],
  [BO, HOST, ADA],
  [HOST, BO, CY, ADA],
  [ADA, HOST, DEE, CY, BO],
];

/** Six seconds of cameras that jitter, stall and catch up in a burst, of slow copies, and of people who come, go and move at any moment. */
const aStormyShow = async (seed: number) => {
  const random = seededRandom(seed);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  let seats: readonly StageSeat[] = [HOST, ADA];
  const { clock, shown, seat, arrive } = aProgramWith(seats);
  const changes: [Change, ...Change[]] = [{ firstFrame: 0, seats }];
  const nextGapMs = (): number =>
    oneOf([upTo(4), 90 + upTo(200), ...Array.from({ length: 8 }, () => 28 + upTo(11))], random);
  const arrivals = EVERYBODY.map((person) => ({ person, atMs: upTo(FRAME_MS) }));
  let changesAtMs = 300;
  for (let nowMs = 0; nowMs < 6_000; nowMs += 1) {
    await clock.advance(1);
    for (const arrival of arrivals) {
      if (arrival.atMs > nowMs) continue;
      arrive(arrival.person, oneOf([0, 0, 0, 0, 3, 3, 9, 9, 25, 120], random));
      arrival.atMs = nowMs + nextGapMs();
    }
    if (nowMs < changesAtMs) continue;
    seats = oneOf(CASTS, random);
    changes.push({ firstFrame: seat(seats), seats });
    changesAtMs = nowMs + 60 + upTo(500);
  }
  return { shown, changes };
};

it.each(Array.from({ length: 12 }, (_, index) => index + 40))(
  'every frame has everybody where the curve has them at the moment of its stamp (seed %i)',
  async (seed) => {
    const { shown, changes } = await aStormyShow(seed);
    expect(shown.filter(({ atMs, stampMs }) => stampMs !== Math.floor(atMs))).toEqual([]);
    expect(farthestOff(HOST, shown, changes)).toBeLessThanOrEqual(SLACK_PX);
    expect(farthestOff(ADA, shown, changes)).toBeLessThanOrEqual(SLACK_PX);
    const stops = shown.slice(1).map(({ atMs }, index) => atMs - (shown[index]?.atMs ?? 0));
    expect([shown.length > 90, changes.length > 12, Math.max(...stops) > 2 * FRAME_MS]).toEqual([true, true, true]);
  },
);

describe('people who move to other slots', () => {
  /** The host's camera, frame by frame, for so long. */
  const pass = async ({ clock, arrive }: ReturnType<typeof aProgramWith>, durationMs: number): Promise<void> => {
    for (let atMs = 0; atMs < durationMs; atMs += FRAME_MS) {
      await clock.advance(FRAME_MS);
      arrive(HOST, 0);
    }
    await clock.advance(0);
  };

  it('are there already when the program begins', async () => {
    const program = aProgramWith([HOST, ADA]);
    await pass(program, 400);
    const places = new Set(program.shown.map((frame) => edgesOf(frame, HOST).join(' ')));
    expect([...places]).toEqual(['0 634']);
  });

  it('go a frame’s way with the first frame, however late it is, and arrive in time', async () => {
    const program = aProgramWith([HOST, ADA]);
    await pass(program, 400);
    // A copy that holds the worker up: the next frame is long after this one, and after Bo was brought on stage.
    await program.clock.advance(FRAME_MS);
    program.arrive(HOST, 200);
    await program.clock.advance(20);
    const firstFrame = program.seat([HOST, ADA, BO]);
    await pass(program, 600);
    const [before, first, ...others] = program.shown.slice(firstFrame - 1);
    expect((first?.atMs ?? NaN) - (before?.atMs ?? NaN)).toBeGreaterThanOrEqual(200);
    const rightIn = (frame: Shown | undefined): number => edgesOf(frame, HOST)[1];
    expect([rightIn(before), rightIn(others.at(-1))]).toEqual([634, 418]);
    expect(Math.abs(rightIn(first) - (634 - 216 * easeOut(FRAME_MS / STAGE_MOVE_MS)))).toBeLessThanOrEqual(SLACK_PX);
    const arrived = others.find((frame) => rightIn(frame) === 418);
    expect((arrived?.atMs ?? NaN) - (first?.atMs ?? NaN)).toBeLessThan(STAGE_MOVE_MS);
  });

  it('stay while somebody’s line is lost, and move once the place is given up', async () => {
    const program = aProgramWith([HOST, ADA, BO]);
    await pass(program, 400);
    const lost = program.seat([HOST, { ...ADA, presence: 'dropped' }, BO]);
    await pass(program, SLOT_HOLD_MS);
    const left = program.seat([HOST, BO]);
    await pass(program, 400);
    const { shown } = program;
    for (const person of [HOST, ADA, BO]) {
      const places = new Set(shown.slice(0, left).map((frame) => edgesOf(frame, person).join(' ')));
      expect(places.size).toBe(1);
    }
    expect(left - lost).toBeGreaterThan(100);
    expect([edgesOf(shown.at(-1), HOST), edgesOf(shown.at(-1), BO)]).toEqual([
      [0, 634],
      [646, 1280],
    ]);
  });
});
