// What the room shows. It knows no sockets and no sound; it is told, and it hands on what is clicked.

const QUIETEST = 0.004, LOUDEST = 0.16; // of full scale: the ring and the meter move between the two
const PHASES = { lobby: "lobby", call: "call", over: "over" };

/** Loudness as the ear takes it, 0 to 1. */
function loudness(level) {
  if (level <= QUIETEST) return 0;
  return Math.min(1, Math.log(level / QUIETEST) / Math.log(LOUDEST / QUIETEST));
}

function clockFace(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

class Face {
  constructor(parent, handlers) {
    this.room = parent.querySelector(".room");
    this.handlers = handlers;
    this.entries = new Map();
    this.level = 0;
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.wire();
  }

  find(name) {
    return this.room.querySelector(`.${name}`);
  }

  wire() {
    for (const name of ["try", "start", "done", "mute", "pause", "leave"]) this.find(name).onclick = () => this.handlers[name]();
    this.find("type").onclick = () => this.showTyping(this.find("typing").hidden);
    this.find("end").onclick = () => this.askToLeave(true);
    this.find("stay").onclick = () => this.askToLeave(false);
    this.find("devices").onchange = (event) => this.handlers.device(event.target.value);
    this.find("typing").onsubmit = (event) => {
      event.preventDefault();
      this.submit();
    };
    this.find("typed").onkeydown = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    };
    for (const radio of this.room.querySelectorAll(".patience input")) {
      radio.name = "patience";
      radio.onchange = () => this.handlers.patience(radio.value);
    }
  }

  submit() {
    const box = this.find("typed"), text = box.value.trim();
    if (!text) return;
    this.handlers.typed(text);
    box.value = "";
  }

  // ── who and what ────────────────────────────────────────

  introduce({ name, first, role, portrait, patience, begun }) {
    this.first = first;
    this.find("face").src = `data:image/svg+xml;utf8,${encodeURIComponent(portrait)}`;
    this.find("face").alt = `Drawn portrait of ${name}`;
    this.find("name").textContent = name;
    this.find("role").textContent = role;
    this.find("lead").textContent = begun
      ? `${first} is still here. The clock has waited for you.`
      : `Talk as you would on a call. ${first} hears when you have finished.`;
    this.find("start").textContent = begun ? "Go on talking" : "Start talking";
    this.find("headset-hint").textContent = `Then you can break in while ${first} speaks. Without them, wait until they have finished.`;
    this.find("typing-label").textContent = `Type to ${first}`;
    this.find("leaving-text").textContent =
      `A good talk ends with a thank-you and a goodbye, said to ${first}. If you leave now, it counts as broken off.`;
    this.room.querySelector(`.patience input[value="${patience}"]`).checked = true;
    const [you, them] = getComputedStyle(this.room).getPropertyValue("--st-chart-categorical-colors").split(",");
    if (you?.trim() && them?.trim()) {
      this.room.style.setProperty("--you", you.trim());
      this.room.style.setProperty("--them", them.trim());
    }
  }

  phase(name) {
    this.room.dataset.phase = PHASES[name];
  }

  /** `speaks` is "you", "them" or "". */
  state({ mode, link, says, speaks, muted, paused, canFinish }) {
    this.room.dataset.mode = mode;
    this.room.dataset.link = link;
    this.room.dataset.speaks = speaks;
    this.text("state", says);
    this.pressed("mute", muted, muted ? "Unmute" : "Mute");
    this.pressed("pause", paused, paused ? "Go on" : "Pause");
    this.find("done").disabled = !canFinish;
    if (!speaks) this.room.style.setProperty("--level", "0");
  }

  text(name, words) {
    const place = this.find(name);
    if (place.textContent !== words) place.textContent = words; // or a screen reader would say it again
  }

  pressed(name, on, label) {
    this.find(name).setAttribute("aria-pressed", String(on));
    this.find(name).querySelector("span").textContent = label;
  }

  clock(now_s, end_s, { held = false, over = false } = {}) {
    const left_s = end_s - now_s;
    let says = left_s >= 0 ? `${clockFace(left_s)} left of ${clockFace(end_s)}` : `${clockFace(-left_s)} over time`;
    if (over) says = `The talk took ${clockFace(now_s)} of ${clockFace(end_s)}`;
    this.text("time", held && !over ? `${says} · the clock waits` : says);
    this.find("elapsed").style.strokeDasharray = `${Math.min(100, (100 * now_s) / end_s)} 100`;
  }

  // ── how loud ────────────────────────────────────────────

  speakerLevel(level) {
    if (this.still.matches) return;
    const loud = loudness(level);
    this.level = loud > this.level ? loud : this.level * 0.8 + loud * 0.2; // up at once, down gently
    this.room.style.setProperty("--level", this.level.toFixed(3));
  }

  meter(level) {
    const loud = loudness(level);
    this.find("meter-level").style.transform = `scaleX(${loud.toFixed(3)})`;
    this.find("meter").setAttribute("aria-valuenow", String(Math.round(100 * loud)));
  }

  devices(list, chosen) {
    const select = this.find("devices");
    select.replaceChildren(
      ...list.map((one, number) => new Option(one.label || `Microphone ${number + 1}`, one.deviceId, false, one.deviceId === chosen))
    );
    this.find("device").hidden = list.length < 1;
  }

  checking(on) {
    this.find("meter").hidden = this.find("try-hint").hidden = !on;
    this.find("try").hidden = on;
  }

  // ── captions ────────────────────────────────────────────

  said(turn, who, text) {
    const list = this.find("captions");
    const follows = list.scrollHeight - list.scrollTop - list.clientHeight < 60; // or somebody is reading further up
    const entry = this.entries.get(turn) ?? this.entry(turn, who);
    if (entry.lastChild.textContent === text) return;
    entry.lastChild.textContent = text;
    if (!follows) return;
    const top = entry.offsetTop - list.offsetTop - 12;
    list.scrollTop = Math.min(top, list.scrollHeight - list.clientHeight); // a long answer is read from its beginning
  }

  entry(turn, who) {
    const entry = document.createElement("li"), label = document.createElement("span");
    entry.dataset.who = who;
    entry.dataset.turn = turn;
    label.className = "who";
    label.textContent = who === "you" ? "You" : this.first;
    entry.append(label, document.createElement("span"));
    const list = this.find("captions");
    list.insertBefore(entry, [...list.children].find((other) => Number(other.dataset.turn) > turn) ?? null);
    this.entries.set(turn, entry);
    return entry;
  }

  interim(who, text) {
    const place = this.find("interim");
    place.textContent = text ? `${who === "you" ? "You" : this.first}: ${text}` : "";
  }

  forget() {
    this.entries.clear();
    this.find("captions").replaceChildren();
    this.interim("", "");
  }

  // ── what is in the way, and ways out ────────────────────

  /** `act` is what the button does. */
  help(word, { text, button, typing } = {}, act = null) {
    const box = this.find("help");
    box.hidden = !word;
    box.dataset.word = word ?? "";
    this.text("help-text", text ?? "");
    const way = this.find("help-button");
    way.hidden = !button;
    way.textContent = button ?? "";
    way.onclick = act;
    this.find("help-typing").hidden = !typing;
    this.find("help-typing").onclick = () => this.handlers.goOnTyping();
  }

  showTyping(on) {
    this.find("typing").hidden = !on;
    this.find("type").setAttribute("aria-expanded", String(on));
    if (on) this.find("typed").focus();
  }

  askToLeave(on) {
    this.find("leaving").hidden = !on;
    (on ? this.find("stay") : this.find("end")).focus();
  }
}
