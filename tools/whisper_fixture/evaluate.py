"""Clean-venv evaluation through faster_whisper.WhisperModel. usage: eval_fw.py MODELDIR [set,set] [vad|novad] [beam] [ts|nots]"""

import sys, json, re, time, numpy as np, collections
from faster_whisper import WhisperModel

md = sys.argv[1]
sets = sys.argv[2].split(",") if len(sys.argv) > 2 and sys.argv[2] != "all" else None
vad = (sys.argv[3] if len(sys.argv) > 3 else "novad") == "vad"
beam = int(sys.argv[4]) if len(sys.argv) > 4 else 1
ts = (sys.argv[5] if len(sys.argv) > 5 else "ts") == "ts"
verbose = "-v" in sys.argv
lim = next((int(x[2:]) for x in sys.argv if x.startswith("n=")), 10**9)
T = "build/whisper_fixture/out/test/"
refs = json.load(open(T + "refs.json"))
m = WhisperModel(md, device="cpu", cpu_threads=1)
norm = lambda s: re.findall(r"[a-z0-9']+", s.lower())


def ed(a, b):
    d = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        p = d[:]
        d[0] = i
        for j, y in enumerate(b, 1):
            d[j] = min(p[j] + 1, d[j - 1] + 1, p[j - 1] + (x != y))
    return d[-1]


E = collections.defaultdict(lambda: [0, 0, 0, 0, 0, 0.0])
WE = []
WE2 = []
cnt = collections.Counter()
for r in refs:
    if sets and r["set"] not in sets:
        continue
    cnt[r["set"]] += 1
    if cnt[r["set"]] > lim:
        continue
    t = time.time()
    seg, info = m.transcribe(
        T + r["file"],
        language="en",
        beam_size=beam,
        word_timestamps=True,
        vad_filter=vad,
        without_timestamps=not ts,
        condition_on_previous_text=False,
    )
    seg = list(seg)
    dt = time.time() - t
    hyp = " ".join(s.text.strip() for s in seg)
    a, b = norm(r["text"]), norm(hyp)
    e = ed(a, b)
    q = E[r["set"]]
    q[0] += e
    q[1] += len(a)
    q[2] += e == 0
    q[3] += 1
    q[4] += hyp.strip() == r["text"]
    q[5] += dt
    if r["set"] == "nospeech":
        print(
            "  nospeech",
            r["file"],
            repr(hyp),
            [(round(s.no_speech_prob, 2), round(s.avg_logprob, 2), s.temperature) for s in seg],
        )
    elif verbose and e:
        print("  ", r["set"], r["voice"], "\n     R", r["text"], "\n     H", hyp)
    if e == 0 and r["words"] and seg:
        ws = [w for s in seg for w in s.words]
        if len(ws) == len(r["text"].split()):
            pos = [x.start() for x in re.finditer(r"\S+", r["text"])]
            hw = {}
            for w, tx in zip(ws, r["text"].split()):
                pass
            rw = [(a_, b_) for a_, b_ in r["words"]]
            if len(rw) == len(ws):
                for w, (st, _) in zip(ws, rw):
                    WE.append(w.start - st)
for k, q in E.items():
    if k != "nospeech":
        print(
            f"{k:18s} WER {100 * q[0] / max(1, q[1]):5.1f}%  ({q[0]}/{q[1]} words)  sentences right {q[2]}/{q[3]}  exact incl. case+punct {q[4]}  {1000 * q[5] / q[3]:.0f} ms/utt"
        )
if WE:
    WE = np.array(WE)
    print(
        "word start error: median |e| %.0f ms, mean |e| %.0f ms, 95%% %.0f ms, n=%d"
        % (1e3 * np.median(abs(WE)), 1e3 * abs(WE).mean(), 1e3 * np.percentile(abs(WE), 95), len(WE))
    )
