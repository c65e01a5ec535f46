/** A track that makes nothing, and ends when it is stopped or unplugged. */
class FakeTrack extends EventTarget {
  readonly kind: 'audio' | 'video';
  readonly label: string;
  contentHint = '';
  readyState: MediaStreamTrackState = 'live';

  constructor(kind: 'audio' | 'video', label: string) {
    super();
    this.kind = kind;
    this.label = label;
  }

  clone(): FakeTrack {
    return new FakeTrack(this.kind, this.label);
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** As the browser ends it: the page is told. */
  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

// A MediaStreamTrack cannot be made without media; nothing that client/state does with one goes beyond this.
export const aTrack = (kind: 'audio' | 'video', label: string = kind): MediaStreamTrack & { end(): void } =>
  new FakeTrack(kind, label) as unknown as MediaStreamTrack & { end(): void };
