"""extra shards: edges and level as pyttsx3 writes them (no lead, little tail, little or no noise)"""

import sys, os, time, random, pickle, numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import synthesise as S, corpus
from faster_whisper.feature_extractor import FeatureExtractor

V3 = [
    "en",
    "en",
    "en-us",
    "en-us",
    "en-us+f2",
    "en-us+f3",
    "en-us+f4",
    "en-us+m3",
    "en-gb+f3",
    "en-us+m1",
    "en-gb-x-rp",
    "en-gb-scotland",
]


def shard(i, n, seed):
    fe = FeatureExtractor()
    es = S.Espeak()
    r = np.random.default_rng(seed + i)
    pr = random.Random(seed + i)
    V = corpus.vocab()
    hold = set(s.lower() for s in corpus.HOLD + corpus.FREE)
    out = []
    while len(out) < n:
        text = corpus.utterance(pr, V)
        if any(h in text.lower() for h in hold):
            continue
        v = V3[r.integers(len(V3))]
        rate = [150, 160, 170, 180, 200, 200, 200][r.integers(7)]
        x, w, ph, span = S.make(
            es,
            text,
            r,
            v,
            rate,
            50,
            aug=False,
            lead=float(r.choice([0.0, 0.0, 0.01, 0.02, 0.1, 0.3])),
            tail=float(r.uniform(0.0, 0.5)),
        )
        if r.random() < 0.3:
            x = np.clip(x * float(np.exp(r.uniform(-1.5, 0.3))), -1, 1).astype(np.float32)
        if r.random() < 0.25:
            x = (x + S.noise(len(x), r, "white") * 10 ** r.uniform(-4.5, -3)).astype(np.float32)
        if len(x) > 11.5 * 16000:
            continue
        out.append(dict(text=text, mel=fe(x)[:, :-1].astype(np.float16), words=w, ph=ph, span=span, voice=v))
    pickle.dump(out, open(f"build/whisper_fixture/data/s{i:03d}.pkl", "wb"), 4)


for i in range(int(sys.argv[1]), int(sys.argv[2])):
    t = time.time()
    shard(i, 1000, 777)
    print(i, time.time() - t, flush=True)
