// What to say when something is in the way: what happened, and the way on. `button` is what helps, if anything does.

const HELP = {
  insecure: { text: "Browsers give a microphone only to pages on this computer (localhost) or on https. Open the page that way, or type instead." },
  unsupported: { text: "This browser cannot talk hands-free. A current Firefox, Chrome, Edge or Safari can." },
  refused: {
    text: "The browser was not allowed to use the microphone. Click the sign beside the page's address, allow the microphone, and try again. You can also go on by typing.",
    button: "Try again",
    typing: true,
  },
  nodevice: { text: "No microphone was found. Plug one in and try again. You can also go on by typing.", button: "Try again", typing: true },
  busy: { text: "Another program is using the microphone. Close it and try again.", button: "Try again", typing: true },
  unknown: { text: "The microphone could not be opened. Check that it is plugged in, and try again.", button: "Try again", typing: true },
  unplugged: { text: "Your microphone is gone. The clock waits. Plug it in again, or choose another one.", button: "Try again", typing: true },
  lost: { text: "The connection is gone. It comes back by itself; the clock waits." },
  stale: { text: "Finding where you were …" },
  origin: { text: "The server did not accept this page's address. Open it under the address the program printed." },
  idle: { text: "Nothing was heard for a long time, so the line was closed. The clock has waited.", button: "Go on", again: true },
  elsewhere: { text: "This talk is open in another tab or window.", button: "Go on here", again: true },
  broken: { text: "The line broke down. What was said so far is kept.", button: "Load the talk again", again: true },
};
