/// <reference path="../../../client/platform/insertable-streams.d.ts" />
import type { StampTools } from '../../probes/stamp-script.ts';

// These functions run in a page and in a worker, so they use nothing from outside themselves.

type WorkerScope = {
  readonly tallyStamp: StampTools;
  onmessage: ((event: MessageEvent<Pipe>) => void) | null;
};
type Pipe = { readonly frames: ReadableStream<VideoFrame>; readonly stamped: WritableStream<VideoFrame> };

/** A worker's program: stamps every frame of `frames`, as little else as that needs. */
export const floorWorker = (): void => {
  const scope = self as unknown as WorkerScope;
  let counter = 0;
  const stamp = async (frame: VideoFrame): Promise<VideoFrame> => {
    const { codedWidth, codedHeight, timestamp } = frame;
    const bytes = new Uint8Array(frame.allocationSize());
    const [y, u, v] = await frame.copyTo(bytes);
    frame.close();
    if (!y || !u || !v) throw new TypeError(`the camera gives ${String(frame.format)}, not I420`);
    scope.tallyStamp.paintStamp(
      {
        widthPx: codedWidth,
        y: bytes.subarray(y.offset),
        u: bytes.subarray(u.offset),
        v: bytes.subarray(v.offset),
        yStride: y.stride,
        uvStride: u.stride,
      },
      { atMs: performance.timeOrigin + performance.now(), counter: (counter += 1) },
    );
    return new VideoFrame(bytes, {
      format: 'I420',
      codedWidth,
      codedHeight,
      timestamp,
      transfer: [bytes.buffer],
    } as VideoFrameBufferInit);
  };
  scope.onmessage = ({ data }) => {
    const stamps = new TransformStream<VideoFrame, VideoFrame>({
      transform: async (frame, controller) => controller.enqueue(await stamp(frame)),
    });
    void data.frames.pipeThrough(stamps).pipeTo(data.stamped);
  };
};

type Loopback = {
  readonly workerSource: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly framesPerSecond: number;
};

/** Camera → stamp → encoder → decoder → video element, in this page alone, with the product's own rates and settings. */
export const openLoopback = async ({ workerSource, widthPx, heightPx, framesPerSecond }: Loopback): Promise<void> => {
  const camera = await navigator.mediaDevices.getUserMedia({
    video: { width: { exact: widthPx }, height: { exact: heightPx }, frameRate: framesPerSecond },
  });
  const [track] = camera.getVideoTracks();
  if (!track) throw new Error('no camera');
  const processor = new MediaStreamTrackProcessor({ track });
  const generator = new MediaStreamTrackGenerator({ kind: 'video' });
  const worker = new Worker(URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' })));
  const pipe: Pipe = { frames: processor.readable, stamped: generator.writable };
  worker.postMessage(pipe, [pipe.frames, pipe.stamped]);

  const host = new RTCPeerConnection();
  const viewer = new RTCPeerConnection();
  host.onicecandidate = ({ candidate }) => void (candidate && viewer.addIceCandidate(candidate));
  viewer.onicecandidate = ({ candidate }) => void (candidate && host.addIceCandidate(candidate));
  const video = document.body.appendChild(document.createElement('video'));
  video.muted = true;
  viewer.ontrack = ({ receiver, track: received }) => {
    receiver.jitterBufferTarget = 0;
    video.srcObject = new MediaStream([received]);
    void video.play();
  };
  const sending = host.addTransceiver(generator, { sendEncodings: [{ maxBitrate: 3_500_000 }] });
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  sending.setCodecPreferences(
    codecs.filter(
      ({ mimeType, sdpFmtpLine = '' }) =>
        mimeType === 'video/H264' &&
        /packetization-mode=1/.test(sdpFmtpLine) &&
        /profile-level-id=42e0/.test(sdpFmtpLine),
    ),
  );
  await sending.sender.setParameters({
    ...sending.sender.getParameters(),
    degradationPreference: 'maintain-resolution',
  });
  await host.setLocalDescription();
  await viewer.setRemoteDescription(host.localDescription ?? { type: 'offer' });
  await viewer.setLocalDescription();
  const sdp = viewer.localDescription?.sdp.replace(/^(a=fmtp:\d+ .*)$/gm, '$1;x-google-start-bitrate=2500') ?? '';
  await host.setRemoteDescription({ type: 'answer', sdp });
  await new Promise((resolve) => video.addEventListener('playing', resolve, { once: true }));
};
