// The line to the server: it comes back by itself after a dropped network or a restarted server.

const FIRST_RETRY_MS = 400, LONGEST_RETRY_MS = 8000;
const MOST_WAITING_BYTES = 256000; // a stalled network: sound that is seconds old helps nobody
/** Close codes after which trying again would be no use, as words for HELP. */
const ENDS = { 4400: "broken", 4401: "stale", 4403: "origin", 4408: "idle", 4409: "elsewhere", 4429: "broken", 1011: "broken" };

class Line {
  /** `onOpen()`, `onMessage(object)`, `onSound(buffer)`, `onLost()`, `onEnd(word)`. */
  constructor(path, handlers) {
    this.path = path;
    this.handlers = handlers;
    this.token = this.socket = this.timer = null;
    this.retry = FIRST_RETRY_MS;
    this.online = () => this.timer && this.connect(this.token);
    window.addEventListener("online", this.online);
  }

  connect(token) {
    this.drop();
    this.token = token;
    const address = new URL(this.path, location.origin);
    address.protocol = address.protocol.replace("http", "ws");
    address.searchParams.set("token", token);
    const socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onopen = () => {
      if (socket === this.socket) this.handlers.onOpen();
    };
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket) return;
      this.retry = FIRST_RETRY_MS; // only a line that carries something is a good one
      if (typeof data === "string") this.handlers.onMessage(JSON.parse(data));
      else this.handlers.onSound(data);
    };
    socket.onclose = ({ code }) => {
      if (socket === this.socket) this.closed(code);
    };
  }

  closed(code) {
    this.socket = null;
    if (ENDS[code]) return this.handlers.onEnd(ENDS[code]);
    this.handlers.onLost();
    this.timer = setTimeout(() => this.connect(this.token), this.retry * (0.8 + 0.4 * Math.random()));
    this.retry = Math.min(LONGEST_RETRY_MS, this.retry * 2);
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  send(message) {
    if (this.open) this.socket.send(JSON.stringify(message));
  }

  sendFrame(pcm) {
    if (this.open && this.socket.bufferedAmount < MOST_WAITING_BYTES) this.socket.send(pcm);
  }

  drop() {
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = this.timer = null;
    socket?.close();
  }

  close() {
    this.drop();
    window.removeEventListener("online", this.online);
  }
}
