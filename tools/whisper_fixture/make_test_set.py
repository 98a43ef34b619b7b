"""Held-out test wavs + refs.json (needs numpy, scipy, soundfile, libespeak-ng)."""

import sys, os, json, random, subprocess

sys.path.insert(0, os.path.dirname(__file__))
from synthesise import *
import corpus, soundfile as sf

OUT = "build/whisper_fixture/out/test"
os.makedirs(OUT, exist_ok=True)
es = Espeak()
r = np.random.default_rng(99)
pr = random.Random(4242)
V = corpus.vocab()
refs = []
train = set()
import glob, pickle

for f in glob.glob("build/whisper_fixture/data/s*.pkl"):
    for u in pickle.load(open(f, "rb")):
        train.add(u["text"])
tmpl = []
while len(tmpl) < 40:
    s, t = corpus.sentence(pr, V)
    if len(s.split()) < 3:
        continue
    u = corpus.cap(s) + ("?" if t == "q" else ".")
    if not any(u in x for x in train):
        tmpl.append(u)


def add(set_, text, x, w, voice, span):
    n = f"{set_}_{sum(q['set'] == set_ for q in refs):03d}.wav"
    sf.write(f"{OUT}/{n}", x, 16000, subtype="PCM_16")
    refs.append(
        dict(
            set=set_, file=n, text=text, voice=voice, words=[[t, text[p : p + l]] for t, p, l in w if l > 0], span=span
        )
    )


def go(set_, texts, voices, rates, aug=False, lead=0.3, tail=0.4):
    for i, t in enumerate(texts):
        v = voices[i % len(voices)]
        rt = rates[i % len(rates)]
        x, w, ph, span = make(es, t, r, v, rt, 50, aug=aug, lead=lead, tail=tail)
        if not aug:
            x = x / np.abs(x).max() * 0.5 + r.standard_normal(len(x)).astype(np.float32) * 1e-4
        add(set_, t, x.astype(np.float32), w, v, span)


A = corpus.HOLD + corpus.FREE + tmpl
go("invoice_template", tmpl, CORE, [160, 175, 190, 200])
go("invoice_hold", corpus.HOLD, CORE, [160, 175, 190, 200])
go("invoice_free", corpus.FREE, CORE, [160, 175, 190, 200])
go("noisy", A[::2], CORE, [160, 175, 190], aug=True)
go("unseen_voice", A[1::2], UNSEEN, [160, 175, 190])
# long: 6 sentences, 0.7 s pauses
for k in range(4):
    xs = []
    ts = []
    off = 0
    W = []
    for t in pr.sample(A, 6):
        x, w, ph, span = make(es, t, r, CORE[k], 175, 50, aug=False, lead=0.1, tail=0.6)
        x = x / np.abs(x).max() * 0.5
        W += [[a + off, t[p : p + l]] for a, p, l in w if l > 0]
        off += len(x) / 16000
        xs.append(x)
        ts.append(t)
    x = np.concatenate(xs)
    x = x + r.standard_normal(len(x)) * 1e-4
    n = f"long_{k:03d}.wav"
    sf.write(f"{OUT}/{n}", x.astype(np.float32), 16000, subtype="PCM_16")
    refs.append(dict(set="long", file=n, text=" ".join(ts), voice=CORE[k], words=W, span=[0, off]))
t = np.arange(48000) / 16000
N = dict(
    zeros=np.zeros(48000),
    zeros10=np.zeros(160000),
    hiss=r.standard_normal(48000) * 1e-3,
    white_loud=r.standard_normal(48000) * 0.1,
    pink=noise(48000, r, "pink") * 0.05,
    brown=noise(80000, r, "brown") * 0.1,
    hum=0.05 * np.sin(2 * np.pi * 60 * t) + r.standard_normal(48000) * 1e-3,
    tone=0.2 * np.sin(2 * np.pi * 440 * t),
)
c = r.standard_normal(48000) * 3e-4
for i in range(2000, 46000, 4700):
    c[i : i + 200] += r.standard_normal(200) * np.exp(-np.arange(200) / 40) * 0.3
N["keyclicks"] = c
for k, x in N.items():
    sf.write(f"{OUT}/nospeech_{k}.wav", np.clip(x, -1, 1).astype(np.float32), 16000, subtype="PCM_16")
    refs.append(dict(set="nospeech", file=f"nospeech_{k}.wav", text="", voice="", words=[], span=[0, 0]))
json.dump(refs, open(OUT + "/refs.json", "w"), indent=0)
print(len(refs))
