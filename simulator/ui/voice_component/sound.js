// Microphone and loudspeaker of the browser. Both live in one audio context, which a click has to start.
// CAPTURE_WORKLET and PLAYBACK_WORKLET are put in front of this file as strings.

const PROCESSING = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
const CLIP_NUMBER_BYTES = 4;

/** What keeps this browser from a hands-free talk: a word for HELP, or null. */
function whatIsMissing() {
  if (!window.isSecureContext) return "insecure";
  if (!navigator.mediaDevices?.getUserMedia || !window.AudioWorkletNode || !window.WebSocket) return "unsupported";
  return null;
}

/** Why a microphone could not be opened, as a word for HELP. */
function microphoneTrouble(error) {
  const words = {
    NotAllowedError: "refused",
    SecurityError: "refused",
    NotFoundError: "nodevice",
    OverconstrainedError: "nodevice",
    NotReadableError: "busy",
    AbortError: "busy",
  };
  return words[error?.name] ?? "unknown";
}

class Sound {
  /** `onFrame(pcm, level)`, `onPlayed(report)`, `onVoice(level)`, `onLost()` when the microphone goes away. */
  constructor(handlers) {
    this.handlers = handlers;
    this.context = this.stream = this.source = this.capture = this.playback = null;
    this.generation = 0; // an answer to a request that was overtaken is dropped
  }

  /** The context, running. Call it inside a click. */
  async wake() {
    if (!this.context) {
      this.context = new AudioContext({ latencyHint: "interactive" });
      this.context.onstatechange = () => {
        if (this.context?.state === "interrupted" || this.context?.state === "suspended") this.context.resume().catch(() => {});
      };
      this.ready = Promise.all([this.module(CAPTURE_WORKLET), this.module(PLAYBACK_WORKLET)]).then(() => this.speaker());
    }
    await this.context.resume();
    await this.ready;
  }

  async module(source) {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    try {
      await this.context.audioWorklet.addModule(address);
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  speaker() {
    this.playback = new AudioWorkletNode(this.context, "playback", { numberOfInputs: 0, outputChannelCount: [1] });
    this.playback.port.onmessage = ({ data }) => {
      if (data.played) this.handlers.onPlayed(data.played);
      else this.handlers.onVoice(data.level);
    };
    this.playback.connect(this.context.destination);
  }

  /** Open the microphone with this id, or the usual one. Throws what the browser says. */
  async listen(deviceId) {
    const mine = ++this.generation;
    const wanted = deviceId ? { ...PROCESSING, deviceId: { exact: deviceId } } : PROCESSING;
    const asked = navigator.mediaDevices.getUserMedia({ audio: wanted }); // asked for inside the click
    const [stream] = await Promise.all([asked, this.wake()]);
    if (mine !== this.generation) return stream.getTracks().forEach((track) => track.stop());
    this.release();
    this.stream = stream;
    stream.getAudioTracks()[0].onended = () => this.stream === stream && this.handlers.onLost();
    this.source = this.context.createMediaStreamSource(stream);
    this.capture = new AudioWorkletNode(this.context, "capture", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    this.capture.port.onmessage = ({ data }) => this.handlers.onFrame(data.pcm, data.level);
    this.source.connect(this.capture);
  }

  get deviceId() {
    return this.stream?.getAudioTracks()[0]?.getSettings().deviceId ?? "";
  }

  async devices() {
    const all = await navigator.mediaDevices.enumerateDevices();
    return all.filter((one) => one.kind === "audioinput" && one.deviceId);
  }

  /** A binary message of the line: the clip's number, then its samples. */
  play(message, rate) {
    if (!this.playback) return;
    const clip = new DataView(message).getUint32(0, true);
    const pcm = new Int16Array(message, CLIP_NUMBER_BYTES);
    const samples = Float32Array.from(pcm, (one) => one / 32768);
    this.playback.port.postMessage({ do: "add", clip, rate, samples }, [samples.buffer]);
  }

  tell(what, on) {
    this.playback?.port.postMessage({ do: what, on });
  }

  release() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.source?.disconnect();
    this.capture?.port.close();
    this.stream = this.source = this.capture = null;
  }

  close() {
    this.generation++;
    this.release();
    const context = this.context;
    this.context = this.playback = null;
    context?.close().catch(() => {});
  }
}
