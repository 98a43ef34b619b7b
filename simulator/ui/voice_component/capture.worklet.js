// The microphone as frames of 20 ms: 320 samples of 16 kHz, 16 bit, whatever rate the device has.
// A windowed sinc keeps what lies above 8 kHz from folding back into the speech.
const RATE_HZ = 16000, FRAME = 320, PHASES = 64, ZERO_CROSSINGS = 12;

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.step = sampleRate / RATE_HZ;
    const cutoff = Math.min(1, 1 / this.step) * 0.94; // of half the device's rate
    this.half = Math.ceil(ZERO_CROSSINGS / cutoff);
    this.kernels = Array.from({ length: PHASES }, (_, phase) => this.kernel(phase / PHASES, cutoff));
    this.past = new Float32Array(2 * this.half);
    this.at = this.half; // where the next sample of the output lies in `past`
    this.frame = new Int16Array(FRAME);
    this.filled = 0;
    this.energy = 0;
  }

  kernel(offset, cutoff) {
    const taps = new Float32Array(2 * this.half);
    let sum = 0;
    for (let i = 0; i < taps.length; i++) {
      const x = i - this.half + 1 - offset, turned = Math.PI * cutoff * x;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / this.half);
      taps[i] = (x === 0 ? 1 : Math.sin(turned) / turned) * (Math.abs(x) < this.half ? window : 0);
      sum += taps[i];
    }
    return taps.map((tap) => tap / sum);
  }

  process(inputs) {
    const sound = inputs[0][0];
    if (!sound) return true;
    const all = new Float32Array(this.past.length + sound.length);
    all.set(this.past);
    all.set(sound, this.past.length);
    while (this.at + this.half + 1 < all.length) {
      const whole = Math.floor(this.at), kernel = this.kernels[Math.floor((this.at - whole) * PHASES)];
      let sample = 0;
      for (let i = 0, from = whole - this.half + 1; i < kernel.length; i++) sample += kernel[i] * all[from + i];
      this.put(sample);
      this.at += this.step;
    }
    const spent = Math.max(0, Math.floor(this.at) - this.half);
    this.past = all.slice(spent);
    this.at -= spent;
    return true;
  }

  put(sample) {
    const bounded = Math.max(-1, Math.min(1, sample));
    this.energy += bounded * bounded;
    this.frame[this.filled++] = Math.round(bounded * 32767);
    if (this.filled < FRAME) return;
    const pcm = this.frame.buffer;
    this.port.postMessage({ pcm, level: Math.sqrt(this.energy / FRAME) }, [pcm]);
    this.frame = new Int16Array(FRAME);
    this.filled = 0;
    this.energy = 0;
  }
}

registerProcessor("capture", Capture);
