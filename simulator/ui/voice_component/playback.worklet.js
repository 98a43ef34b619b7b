// The person's voice: clips one after another, quieter on demand, stopped without a click, and how far each was heard.
const FADE_S = 0.01; // time constant: after 40 ms nothing is left to hear
const DUCKED = 0.25, SILENT = 0.003;
const LEVEL_S = 0.04, POSITION_S = 0.1;

class Playback extends AudioWorkletProcessor {
  constructor() {
    super();
    this.clips = [];
    this.gain = 1;
    this.ducked = this.held = this.stopping = false;
    this.fade = 1 - Math.exp(-1 / (FADE_S * sampleRate));
    this.sinceLevel = this.sincePosition = this.energy = 0;
    this.port.onmessage = ({ data }) => this[data.do](data);
  }

  add({ clip, rate, samples }) {
    this.clips.push({ clip, rate, samples, at: 0, dropped: false });
  }

  duck({ on }) {
    this.ducked = on;
  }

  hold({ on }) {
    this.held = on;
  }

  stop() {
    for (const one of this.clips) one.dropped = true;
    this.stopping = this.clips.length > 0;
  }

  process(_inputs, outputs) {
    const out = outputs[0][0];
    for (let i = 0; i < out.length; i++) {
      this.gain += ((this.stopping || this.held ? 0 : this.ducked ? DUCKED : 1) - this.gain) * this.fade;
      if (this.stopping && (this.gain < SILENT || this.held)) this.drop();
      const playing = this.clips[0];
      if (!playing || (this.held && this.gain < SILENT)) continue;
      out[i] = this.gain * this.sample(playing);
      this.energy += out[i] * out[i];
      playing.at += playing.rate / sampleRate;
      if (playing.at >= playing.samples.length) {
        this.clips.shift();
        this.tell(playing, true);
      }
    }
    for (const channel of outputs[0].slice(1)) channel.set(out);
    this.report(out.length);
    return true;
  }

  // Between four samples runs a curve through them; a straight line would hiss.
  sample({ samples, at }) {
    const i = Math.floor(at), t = at - i;
    const a = samples[i - 1] ?? 0, b = samples[i], c = samples[i + 1] ?? 0, d = samples[i + 2] ?? 0;
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }

  drop() {
    const playing = this.clips[0];
    if (playing?.dropped) this.tell(playing, false); // not to its end
    this.clips = this.clips.filter((one) => !one.dropped);
    this.stopping = false;
    if (!this.held) this.gain = 1;
  }

  report(count) {
    this.sinceLevel += count;
    this.sincePosition += count;
    if (this.sinceLevel >= LEVEL_S * sampleRate) {
      this.port.postMessage({ level: Math.sqrt(this.energy / this.sinceLevel) });
      this.sinceLevel = this.energy = 0;
    }
    if (this.sincePosition >= POSITION_S * sampleRate) {
      this.sincePosition = 0;
      if (this.clips.length && !this.held) this.tell(this.clips[0], false);
    }
  }

  tell({ clip, at, rate, samples }, ended) {
    this.port.postMessage({ played: { clip, position_s: Math.min(at, samples.length) / rate, ended } });
  }
}

registerProcessor("playback", Playback);
