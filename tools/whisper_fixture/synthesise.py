"""espeak-ng through ctypes: 16 kHz wave + word/phoneme times; augmentation; log-mels by faster-whisper's extractor."""

import ctypes as C, numpy as np, random, sys, os, pickle, time
from scipy.signal import resample_poly, fftconvolve, butter, sosfilt

VMAP = {
    "en-us": "gmw/en-US",
    "en-gb": "gmw/en",
    "en": "gmw/en",
    "en-gb-x-rp": "gmw/en-GB-x-rp",
    "en-gb-scotland": "gmw/en-GB-scotland",
    "en-us-nyc": "gmw/en-US-nyc",
    "en-gb-x-gbcwmd": "gmw/en-GB-x-gbcwmd",
    "en-gb-x-gbclan": "gmw/en-GB-x-gbclan",
    "en-029": "gmw/en-029",
}


class EvId(C.Union):
    _fields_ = [("number", C.c_int), ("name", C.c_char_p), ("string", C.c_char * 8)]


class Event(C.Structure):
    _fields_ = [
        ("type", C.c_int),
        ("unique_identifier", C.c_uint),
        ("text_position", C.c_int),
        ("length", C.c_int),
        ("audio_position", C.c_int),
        ("sample", C.c_int),
        ("user_data", C.c_void_p),
        ("id", EvId),
    ]


CB = C.CFUNCTYPE(C.c_int, C.POINTER(C.c_short), C.c_int, C.POINTER(Event))


class Espeak:
    def __init__(s):
        s.l = C.CDLL("libespeak-ng.so.1")
        s.sr = s.l.espeak_Initialize(2, 0, None, 1 | 2)
        s.buf = []
        s.ev = []

        def cb(w, n, e):
            if n > 0 and w:
                s.buf.append(np.ctypeslib.as_array(w, shape=(n,)).copy())
            i = 0
            while e[i].type != 0:
                x = e[i]
                s.ev.append((x.type, x.text_position, x.length, x.audio_position, x.id.string if x.type == 7 else b""))
                i += 1
            return 0

        s.cb = CB(cb)
        s.l.espeak_SetSynthCallback(s.cb)

    def say(s, text, voice="en-us", rate=175, pitch=50, rng=50):
        s.buf.clear()
        s.ev.clear()
        base, _, var = voice.partition("+")
        base = VMAP.get(base, base)
        assert s.l.espeak_SetVoiceByName((base + ("+" + var if var else "")).encode()) == 0, voice
        s.l.espeak_SetParameter(1, rate, 0)
        s.l.espeak_SetParameter(3, pitch, 0)
        s.l.espeak_SetParameter(4, rng, 0)
        t = text.encode()
        s.l.espeak_Synth(t, len(t) + 1, 0, 1, 0, 1, None, None)
        x = np.concatenate(s.buf).astype(np.float32) / 32768
        words = [(a / 1000, tp - 1, ln) for (ty, tp, ln, a, _) in s.ev if ty == 1]
        ph = [(a / 1000, i.split(b"\0")[0].decode("utf8", "replace")) for (ty, tp, ln, a, i) in s.ev if ty == 7]
        y = resample_poly(x, 320, 441).astype(np.float32) if s.sr == 22050 else x
        return y, words, ph


def noise(n, r, kind):
    w = r.standard_normal(n + 1).astype(np.float32)
    if kind == "white":
        return w[:n]
    f = np.fft.rfft(w[:n])
    k = np.arange(len(f)) + 1.0
    y = np.fft.irfft(f / (k ** (0.5 if kind == "pink" else 1.0)), n).astype(np.float32)
    return y / (y.std() + 1e-9)


def augment(x, r, strong=True):
    """x: clean speech already padded. returns float32"""
    if r.random() < 0.25:
        rt = r.uniform(0.08, 0.4)
        m = int(rt * 16000)
        ir = (
            r.standard_normal(m).astype(np.float32)
            * np.exp(-6.9 * np.arange(m) / m).astype(np.float32)
            * r.uniform(0.02, 0.15)
        )
        ir[0] = 1
        x = fftconvolve(x, ir)[: len(x)].astype(np.float32)
    q = r.random()
    if q < 0.08:
        x = sosfilt(butter(4, [300, 3400], "band", fs=16000, output="sos"), x).astype(np.float32)
    elif q < 0.2:
        x = sosfilt(butter(2, r.uniform(2500, 7000), "low", fs=16000, output="sos"), x).astype(np.float32)
    pk = np.abs(x).max() + 1e-9
    x = x / pk * float(np.exp(r.uniform(np.log(0.06), np.log(0.95))))
    if r.random() < 0.6:
        p = np.sqrt((x**2).mean()) + 1e-9
        snr = r.uniform(8, 40)
        x = x + noise(len(x), r, ["white", "pink", "brown"][r.integers(3)]) * p * 10 ** (-snr / 20)
    elif r.random() < 0.5:
        x = x + noise(len(x), r, "white") * 10 ** r.uniform(-5, -3.3)
    return np.clip(x, -1, 1).astype(np.float32)


def silence(r):
    n = int(r.uniform(0.4, 9) * 16000)
    k = r.random()
    if k < 0.2:
        return np.zeros(n, np.float32)
    y = noise(n, r, ["white", "pink", "brown"][r.integers(3)]) * 10 ** r.uniform(-5, -0.9)
    t = np.arange(n) / 16000
    if r.random() < 0.25:
        y = y + 10 ** r.uniform(-3, -1) * np.sin(2 * np.pi * r.choice([50, 60, 100, 120, r.uniform(200, 2000)]) * t)
    if r.random() < 0.35:
        for _ in range(r.integers(1, 15)):
            i = r.integers(0, n - 200)
            m = min(n - i, int(r.integers(40, 1600)))
            y[i : i + m] += r.standard_normal(m) * np.exp(-5 * np.arange(m) / m) * 10 ** r.uniform(-2.5, -0.6)
    if r.random() < 0.3:
        y = y * (0.2 + np.abs(np.sin(2 * np.pi * r.uniform(0.1, 3) * t + r.uniform(0, 6))))
    return np.clip(y, -1, 1).astype(np.float32)


ACC = ["en-us", "en-us", "en-gb", "en-gb", "en-gb-x-rp", "en-gb-scotland", "en-us-nyc", "en-gb-x-gbcwmd"]
VAR = [
    "",
    "",
    "m1",
    "m2",
    "m3",
    "m4",
    "m5",
    "m6",
    "m8",
    "f1",
    "f2",
    "f3",
    "f4",
    "Andy",
    "Annie",
    "edward",
    "linda",
    "steph",
    "Alicia",
    "Michael",
    "belinda",
    "paul",
    "Gene",
    "robert",
    "Lee",
    "quincy",
]
CORE = ["en-us", "en-us+f2", "en-us+m3", "en-gb", "en-gb+f3", "en-us+f4", "en"]
UNSEEN = ["en-us+f5", "en-us+m7", "en-gb+david", "en-us+Andrea", "en-gb-x-gbclan", "en-029"]


def pick_voice(r):
    if r.random() < 0.45:
        v = CORE[r.integers(len(CORE))]
    else:
        v = ACC[r.integers(len(ACC))]
        k = VAR[r.integers(len(VAR))]
        v = v + ("+" + k if k else "")
    rate = int(r.uniform(135, 215)) if r.random() < 0.7 else [160, 175, 200][r.integers(3)]
    pitch = 50 if r.random() < 0.4 else int(r.uniform(30, 72))
    return v, rate, pitch


def make(es, text, r, voice, rate, pitch, aug=True, lead=None, tail=None):
    y, w, ph = es.say(text, voice, rate, pitch)
    # espeak appends silence; trim to the last audible sample
    nz = np.nonzero(np.abs(y) > 1e-3)[0]
    end = (nz[-1] + 1) if len(nz) else len(y)
    y = y[:end]
    lead = r.uniform(0.03, 0.6) if lead is None else lead
    tail = r.uniform(0.08, 0.7) if tail is None else tail
    if aug and r.random() < 0.06:
        lead = r.uniform(0.6, 1.6)
    lead = round(lead * 100) / 100
    L = int(lead * 16000)
    x = np.concatenate([np.zeros(L, np.float32), y, np.zeros(int(tail * 16000), np.float32)])
    if aug:
        x = augment(x, r)
    return x, [(t + lead, p, n) for t, p, n in w], [(t + lead, p) for t, p in ph], (lead, lead + len(y) / 16000)


def shard(i, n, seed):
    sys.path.insert(0, os.path.dirname(__file__))
    import corpus
    from faster_whisper.feature_extractor import FeatureExtractor

    fe = FeatureExtractor()
    es = Espeak()
    r = np.random.default_rng(seed + i)
    pr = random.Random(seed + i)
    V = corpus.vocab()
    hold = set(s.lower() for s in corpus.HOLD + corpus.FREE)
    out = []
    while len(out) < n:
        if r.random() < 0.05:
            x = silence(r)
            m = fe(x)[:, :-1].astype(np.float16)
            out.append(dict(text="", mel=m, words=[], ph=[], span=(0, 0), voice=""))
            continue
        text = corpus.utterance(pr, V)
        if any(h in text.lower() for h in hold):
            continue
        v, rate, pitch = pick_voice(r)
        x, w, ph, span = make(es, text, r, v, rate, pitch)
        if len(x) > 11.5 * 16000:
            continue
        m = fe(x)[:, :-1].astype(np.float16)
        out.append(dict(text=text, mel=m, words=w, ph=ph, span=span, voice=v))
    tmp = f"build/whisper_fixture/data/.s{i:03d}"
    pickle.dump(out, open(tmp, "wb"), 4)
    os.rename(tmp, f"build/whisper_fixture/data/s{i:03d}.pkl")


if __name__ == "__main__":
    os.makedirs("build/whisper_fixture/data", exist_ok=True)
    a, b, step = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for i in range(a, b, step):
        t = time.time()
        shard(i, 1000, 12345)
        print(i, time.time() - t, flush=True)
