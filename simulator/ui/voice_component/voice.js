// The room of a hands-free talk: ties the line, the sound and the face together. One for each mounted component.

const INTERACTIVE = "button, a, input, textarea, select, summary, [contenteditable], [role='button'], [role='log'], [role='dialog']";
const MOST_EARLY = 150; // three seconds

class Room {
  constructor(component) {
    this.face = new Face(component.parentElement, this.clicks());
    this.sound = new Sound({
      onFrame: (pcm, level) => this.heard(pcm, level),
      onPlayed: (report) => this.line.send({ type: "played", ...report }),
      onVoice: (level) => this.speaks === "them" && this.face.speakerLevel(level),
      onLost: () => this.microphoneLost(),
    });
    this.line = new Line(component.data.path, {
      onOpen: () => this.opened(),
      onMessage: (message) => this.take(message),
      onSound: (message) => this.sound.play(message, this.announced?.rate_hz),
      onLost: () => this.closed("lost"),
      onEnd: (word) => this.closed(word),
    });
    this.phase = "lobby";
    this.mode = "";
    this.link = "none";
    this.muted = this.paused = this.youSpeak = false;
    this.counts = {};
    this.unsent = [];
    this.early = []; // what was said while the line was being opened
    this.keys = (event) => this.key(event);
    document.addEventListener("keydown", this.keys);
  }

  /** New data from the page: the first time, after a stored turn, and with a new token after a restart. */
  render(component) {
    const { data } = component;
    this.component = component;
    if (!this.data) this.patience = data.patience;
    const renewed = this.data && this.data.token !== data.token;
    this.data = data;
    this.face.introduce({ ...data, patience: this.patience });
    if (renewed) this.renew();
    for (const { turn, who, text } of data.turns) this.face.said(turn, who, text);
    if (data.over) this.over();
    if (data.over || this.phase === "lobby") this.face.clock(data.now_s, data.end_s, { held: true, over: data.over });
    const missing = this.phase === "lobby" && whatIsMissing();
    if (missing) this.cannot(missing);
    this.show();
  }

  /** The server was started again, or the talk was loaded again: the same room, another line. */
  renew() {
    this.sound.tell("stop");
    this.face.forget();
    this.mode = "";
    this.youSpeak = false;
    if (this.phase === "call") this.connect();
  }

  connect() {
    this.link = "connecting";
    this.line.connect(this.data.token);
    this.show();
  }

  // ── what is clicked ─────────────────────────────────────

  clicks() {
    return {
      try: () => this.check(),
      start: () => this.start(),
      done: () => this.line.send({ type: "done" }),
      mute: () => this.mute(!this.muted),
      pause: () => this.pause(!this.paused),
      leave: () => this.leave(),
      device: (id) => this.openMicrophone(id),
      typed: (text) => this.typed(text),
      patience: (value) => this.setPatience(value),
      goOnTyping: () => this.goOnTyping(),
    };
  }

  async openMicrophone(id) {
    this.wanted = id ?? this.wanted;
    try {
      await this.sound.listen(this.wanted);
      if (this.dead) return this.sound.close();
      this.face.help(null);
      this.face.devices(await this.sound.devices(), this.sound.deviceId);
      return true;
    } catch (error) {
      this.trouble(microphoneTrouble(error));
      return false;
    }
  }

  async check() {
    this.face.checking(await this.openMicrophone());
  }

  async start() {
    this.face.find("start").disabled = true;
    const heard = this.sound.stream ? await this.sound.wake().then(() => true) : await this.openMicrophone();
    this.face.find("start").disabled = false;
    if (heard && !this.dead) this.enter();
  }

  async goOnTyping() {
    await this.sound.wake().catch(() => {}); // their voice, if not ours
    this.face.help(null);
    if (this.phase === "lobby") this.enter();
    this.face.showTyping(true);
  }

  enter() {
    this.phase = "call";
    this.face.phase("call");
    this.face.checking(false);
    this.connect();
    this.face.find("captions").focus({ preventScroll: true });
  }

  mute(on) {
    this.muted = on;
    this.line.send({ type: "mute", on });
    this.show();
  }

  pause(on) {
    this.paused = on;
    this.line.send({ type: "pause", on });
    this.show();
  }

  setPatience(value) {
    this.patience = value;
    this.line.send({ type: "patience", value });
  }

  typed(text) {
    if (this.paused) this.pause(false);
    if (this.line.open) this.line.send({ type: "typed", text });
    else this.unsent.push(text); // it goes when the line is back
  }

  leave() {
    this.face.askToLeave(false);
    this.line.send({ type: "end" });
  }

  key(event) {
    if (this.phase !== "call" || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") this.face.find("leaving").hidden || this.face.askToLeave(false);
    if (event.key !== " " && event.key !== "Enter") return;
    const target = event.composedPath()[0];
    if (target instanceof Element && target.closest(INTERACTIVE) && !target.matches(".captions")) return;
    event.preventDefault();
    if (this.canFinish) this.line.send({ type: "done" });
  }

  // ── the line ────────────────────────────────────────────

  opened() {
    this.link = "open";
    this.face.help(null);
    this.line.send({ type: "hello", patience: this.patience, headset: this.face.find("headset").checked });
    this.line.send({ type: "mute", on: this.muted || !this.sound.stream });
    this.line.send({ type: "pause", on: this.paused });
    for (const pcm of this.early.splice(0)) this.line.sendFrame(pcm);
    for (const text of this.unsent.splice(0)) this.line.send({ type: "typed", text });
    this.show();
  }

  closed(word) {
    if (this.phase !== "call") return;
    this.link = word;
    this.early = [];
    this.youSpeak = false;
    this.mode = "paused"; // as the server does it
    const acts = { idle: () => this.connect(), elsewhere: () => this.tell("again"), broken: () => this.tell("again") };
    this.face.help(word, HELP[word], acts[word] ?? null);
    if (word === "stale") this.tell("stale");
    this.show();
  }

  /** A small number that only grows: the page draws itself again when it changes. */
  tell(name) {
    this.counts[name] = (this.counts[name] ?? 0) + 1;
    this.component.setStateValue(name, this.counts[name]);
  }

  take(message) {
    const takers = {
      mode: ({ mode }) => (this.mode = mode),
      you_speak: ({ on }) => (this.youSpeak = on),
      caption: (caption) => this.caption(caption),
      clip: (clip) => (this.announced = clip),
      duck: ({ on }) => this.sound.tell("duck", on),
      stop: () => this.sound.tell("stop"),
      clock: ({ now_s, end_s, held }) => this.face.clock(now_s, end_s, { held }),
      turn: () => this.tell("rev"),
      over: () => this.over(),
      problem: ({ text, fatal }) => this.problem(text, fatal),
    };
    takers[message.type]?.(message);
    this.show();
  }

  caption({ who, text, final, turn }) {
    this.face.interim(who, final ? "" : text);
    if (!final) return;
    this.face.said(turn, who, text);
    if (who === "you" && this.minor) this.problem(null); // it went well after all
  }

  problem(text, fatal) {
    this.minor = Boolean(text) && !fatal;
    const act = fatal ? () => this.tell("again") : () => this.problem(null);
    this.face.help(text ? "problem" : null, { text, button: fatal ? "Load the talk again" : "All right" }, act);
  }

  over() {
    if (this.phase === "over") return;
    this.phase = this.mode = "over";
    this.face.phase("over");
    this.face.help(null);
    this.line.close();
    this.sound.release();
    if (!this.data.over) this.tell("rev");
  }

  // ── the sound ───────────────────────────────────────────

  heard(pcm, level) {
    if (this.phase === "lobby") this.face.meter(level);
    if (this.phase !== "call" || this.muted || this.paused) return;
    if (this.link === "connecting") this.early = [...this.early, pcm].slice(-MOST_EARLY);
    else this.line.sendFrame(pcm);
    if (this.speaks === "you") this.face.speakerLevel(level);
  }

  microphoneLost() {
    if (this.phase === "call") this.pause(true);
    this.face.checking(false);
    this.trouble("unplugged");
  }

  /** Something with the microphone: say what, and let it be tried again. */
  trouble(word) {
    const again = async () => {
      const heard = await this.openMicrophone();
      if (!heard || this.phase !== "call") return this.face.checking(heard);
      this.mute(false);
      this.pause(false);
    };
    this.face.help(word, HELP[word], again);
  }

  /** This browser never will: the page offers the other way. */
  cannot(word) {
    this.face.help(word, HELP[word]);
    this.face.find("start").disabled = this.face.find("try").disabled = true;
    if (this.refused === word) return;
    this.refused = word;
    this.component.setStateValue("cannot", word);
  }

  // ── what is shown ───────────────────────────────────────

  get speaks() {
    if (this.link !== "open" || this.paused) return "";
    if (this.youSpeak && !this.muted) return "you";
    return this.mode === "speaking" ? "them" : "";
  }

  get canFinish() {
    return this.link === "open" && !this.paused && !this.muted && this.mode === "listening";
  }

  get says() {
    const first = this.data.first;
    if (this.phase === "over") return "";
    if (this.link === "connecting") return "Connecting …";
    if (this.link !== "open") return "The clock waits";
    if (this.paused) return "Paused. The clock waits.";
    if (this.speaks === "you") return "You are speaking";
    if (this.mode === "thinking") return `${first} is thinking …`;
    if (this.mode === "speaking") return `${first} is speaking`;
    if (this.muted) return "You are muted";
    if (this.mode === "paused") return "One moment …";
    if (!this.sound.stream) return `${first} is waiting for your words`;
    return `${first} is listening`;
  }

  show() {
    const { mode, link, says, speaks, muted, paused, canFinish } = this;
    this.face.state({ mode, link, says, speaks, muted, paused, canFinish });
    const held = this.phase === "call" && (link !== "open" || paused || mode === "paused");
    if (held !== this.held) this.sound.tell("hold", held);
    this.held = held;
  }

  close() {
    this.dead = true;
    document.removeEventListener("keydown", this.keys);
    this.line.close();
    this.sound.close();
  }
}

const ROOMS = new WeakMap();

export default function (component) {
  const place = component.parentElement;
  if (!ROOMS.has(place)) ROOMS.set(place, new Room(component));
  ROOMS.get(place).render(component);
  return () => {
    ROOMS.get(place)?.close();
    ROOMS.delete(place);
  };
}
