import sys, os, time, math, random, pickle, glob, json, re, numpy as np, torch, torch.nn.functional as F

sys.path.insert(0, os.path.dirname(__file__))
import model as M
import argparse

ap = argparse.ArgumentParser()
A = ap.add_argument
A("--minutes", type=float, default=50)
A("--lr", type=float, default=1.6e-3)
A("--d", type=int, default=160)
A("--h", type=int, default=5)
A("--LE", type=int, default=4)
A("--LD", type=int, default=2)
A("--pos", type=int, default=4000)
A("--fp32", action="store_true")
A("--init")
A("--out", default="build/whisper_fixture/ck")
A("--steps", type=int, default=10**9)
A("--full", action="store_true")
A("--threads", type=int, default=2)
A("--warm", type=int, default=200)
A("--shards", type=int, default=99)
a = ap.parse_args()
torch.set_num_threads(a.threads)
torch.manual_seed(0)
rng = np.random.default_rng(0)
os.makedirs(a.out, exist_ok=True)
D = "build/whisper_fixture/data"
DEV = "s017"
from tokenizers import Tokenizer

TOK = "build/whisper_fixture/tok/tokenizer.json"
tk = Tokenizer.from_file(TOK)
meta = json.load(open("build/whisper_fixture/tok/meta.json"))
SP = meta["special"]
EOT, SOT, PREV, NOSP, NOTS = [
    SP[k] for k in ("<|endoftext|>", "<|startoftranscript|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>")
]
TS = NOTS + 1
V = meta["vocab"]
PH = {p: i for i, p in enumerate(meta["phones"])}
loaded = {}


def prep(u):
    text = u["text"]
    ids = []
    win = []
    n = u["mel"].shape[1]
    T = (n + 1) // 2
    lab = np.zeros(T, np.int64)
    for (t, p), (t2, _) in zip(u["ph"], u["ph"][1:] + [(u["span"][1], "")]):
        i, j = int(round(t * 50)), int(round(min(t2, u["span"][1]) * 50))
        lab[i : max(j, i + 1)] = PH.get(p, 1) if p else 0
    if text:
        ws = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
        ev = sorted((p, t) for t, p, l in u["words"] if l > 0)
        st = []
        for s, e in ws:
            c = [t for p, t in ev if s <= p < e]
            st.append(min(c) if c else None)
        # unresolved words (espeak merges some function words): interpolate
        for k in range(len(st)):
            if st[k] is None:
                nx = next((q for q in range(k + 1, len(st)) if st[q] is not None), None)
                pv = st[k - 1] if k else u["span"][0]
                st[k] = pv + ((st[nx] if nx is not None else u["span"][1]) - pv) / (
                    (nx - k + 1) if nx is not None else 2
                )
        # last audible phone before the next word start
        for k, (s, e) in enumerate(ws):
            t0 = st[k]
            t1 = st[k + 1] if k + 1 < len(ws) else u["span"][1]
            ends = [
                b for (t, p), (b, _) in zip(u["ph"], u["ph"][1:] + [(u["span"][1], "")]) if p and t0 - 0.01 <= t < t1
            ]
            if ends:
                t1 = min(t1, max(ends))
            t1 = max(t1, t0 + 0.04)
            pieces = tk.encode(" " + text[s:e], add_special_tokens=False).ids
            lens = [max(1, len(tk.decode([x]).strip())) for x in pieces]
            tot = sum(lens)
            c = 0
            for x, l in zip(pieces, lens):
                ids.append(x)
                win.append((t0 + (t1 - t0) * c / tot, t0 + (t1 - t0) * (c + l) / tot))
                c += l
    return dict(mel=u["mel"], lab=lab, ids=ids, win=win, span=u["span"], n=n, T=T)


def load():
    for f in sorted(glob.glob(D + "/s*.pkl"))[: a.shards]:
        k = os.path.basename(f)[:4]
        if k in loaded or k == DEV:
            continue
        loaded[k] = [prep(u) for u in pickle.load(open(f, "rb"))]
        print("loaded", k, len(loaded[k]), flush=True)


load()
dev = None


def collate(us, train=True):
    T = max(u["T"] for u in us)
    shift = [0] * len(us)
    if train:
        for i, u in enumerate(us):
            if rng.random() < 0.08:
                shift[i] = int(rng.integers(10, 120)) if u["T"] < 300 else 0
        T = max(u["T"] + s for u, s in zip(us, shift))
    T = T + int(rng.integers(2, 12))
    if a.full:
        T = 1500
    mel = np.zeros((len(us), 80, 2 * T), np.float32)
    lab = np.full((len(us), T), -100, np.int64)
    seqs = []
    for i, u in enumerate(us):
        s = shift[i]
        m = u["mel"].astype(np.float32)
        n = u["n"]
        if s:  # repeat the leading silence/noise frames
            k = max(2, min(int(u["span"][0] * 100) - 2, 30))
            lead = np.tile(m[:, :k], (1, 2 * s // k + 1))[:, : 2 * s]
            m = np.concatenate([lead, m], 1)
            n = m.shape[1]
        if train:
            for _ in range(rng.integers(0, 3)):
                w = int(rng.integers(1, 9))
                f0 = int(rng.integers(0, 80 - w))
                m[f0 : f0 + w] = m.mean()
            if rng.random() < 0.4:
                w = int(rng.integers(2, 9))
                t0 = int(rng.integers(0, max(1, n - w)))
                m[:, t0 : t0 + w] = m.min()
            m = m + rng.normal(0, 0.05)  # global level offset
        mel[i, :, :n] = m
        lab[i, s : s + u["T"]] = u["lab"]
        lab[i, :s] = 0
        off = s * 0.02
        ts = rng.random() < 0.5
        inp = []
        tgt = []
        win = []
        if train and rng.random() < 0.08 and u["ids"]:
            o = us[int(rng.integers(len(us)))]["ids"][:25]
            inp = [PREV] + o
            tgt = [-100] * len(inp)
            win = [None] * len(inp)
        inp.append(SOT)
        win.append(None)
        q = lambda t: TS + int(round(t * 10)) * 5
        if not u["ids"]:
            tgt += [NOSP, EOT]
            inp.append(TS if ts else NOTS)
            win.append(None)
        else:
            first = q(min(u["span"][0] + off, 1.0)) if ts else NOTS
            body = list(u["ids"]) + ([q(u["span"][1] + off)] if ts else [])
            tgt += [first] + body + [EOT]
            ib = list(body)
            if train:
                ib = [int(rng.integers(0, EOT)) if (x < EOT and rng.random() < 0.10) else x for x in ib]
            inp += [first] + ib
            e = u["span"][1] + off
            win += [(w0 + off, w1 + off) for w0, w1 in u["win"]] + [(e - 0.04, e + 0.12)] + ([None] if ts else [])
        seqs.append((inp, tgt, win))
    L = max(len(s[0]) for s in seqs)
    I = np.full((len(us), L), EOT, np.int64)
    G = np.full((len(us), L), -100, np.int64)
    W = np.zeros((len(us), L, T), np.float32)
    for i, (inp, tgt, win) in enumerate(seqs):
        assert len(inp) == len(tgt) == len(win), (len(inp), len(tgt), len(win))
        I[i, : len(inp)] = inp
        G[i, : len(tgt)] = tgt
        for j, w in enumerate(win):
            if w:
                W[i, j, max(0, int(w[0] * 50) - 1) : int(w[1] * 50) + 2] = 1
    return [torch.from_numpy(x) for x in (mel, lab, I, G, W)]


def batches():
    while True:
        load()
        allu = [u for k in loaded for u in loaded[k]]
        rng.shuffle(allu)
        CH = 600
        for c in range(0, len(allu), CH):
            ch = sorted(allu[c : c + CH], key=lambda u: u["T"])
            bs = []
            cur = []
            for u in ch:
                if cur and (len(cur) + 1) * (u["T"] + 20) > a.pos:
                    bs.append(cur)
                    cur = []
                cur.append(u)
            bs.append(cur)
            rng.shuffle(bs)
            for b in bs:
                yield b
        print("epoch done", len(allu), flush=True)


net = M.Whisper(V, a.d, a.h, a.LE, a.LD, 4 * a.d, len(meta["phones"]))
if a.init:
    net.load_state_dict(torch.load(a.init)["model"])
print("params", sum(p.numel() for p in net.parameters()) / 1e6, flush=True)
dec_p, nod = [], []
for n, p in net.named_parameters():
    if p.requires_grad:
        (dec_p if p.ndim > 1 and "embed" not in n else nod).append(p)
opt = torch.optim.AdamW(
    [{"params": dec_p, "weight_decay": 0.02}, {"params": nod, "weight_decay": 0.0}],
    lr=a.lr,
    betas=(0.9, 0.98),
    eps=1e-8,
)
GH = [(a.LD - 1, 0), (a.LD - 1, 1)]


def losses(b, train=True):
    mel, lab, I, G, W = b
    P = 0.05 if train else 0.0
    with torch.autocast("cpu", torch.bfloat16, enabled=not a.fp32):
        mem, bias, mid, T = net.encoder(mel, p=0.0, mid=net.cfg["LE"] - 2)
        lg, At = net.decoder(I, mem, bias, P)
        pf = net.ph(mem[:, :T])
        pm = net.ph_mid(mid[:, :T])
    lf = F.cross_entropy(pf.float().reshape(-1, pf.shape[-1]), lab.reshape(-1))
    lm = F.cross_entropy(pm.float().reshape(-1, pm.shape[-1]), lab.reshape(-1))
    lt = F.cross_entropy(lg.float().reshape(-1, V), G.reshape(-1), label_smoothing=0.03 if train else 0.0)
    has = W.sum(-1) > 0
    la = 0
    for l, h in GH:
        la = la - (((At[l][:, h, :, :T] * W).sum(-1) + 1e-4).log() * has).sum() / has.sum().clamp(min=1)
    la = la / len(GH)
    with torch.no_grad():
        ok = (G >= 0) & (G < EOT)
        ta = ((lg.argmax(-1) == G) & ok).sum() / ok.sum().clamp(min=1)
        k = lab > 0
        fa = ((pf.argmax(-1) == lab) & k).sum() / k.sum().clamp(min=1)
    return lt, lf, lm, la, ta, fa


def evaluate():
    global dev
    if dev is None:
        f = D + "/" + DEV + ".pkl"
        if os.path.exists(f):
            us = [prep(u) for u in pickle.load(open(f, "rb"))[:160]]
        else:
            return "no dev yet"
        us.sort(key=lambda u: u["T"])
        dev = [us[i : i + 16] for i in range(0, len(us), 16)]
    net.eval()
    r = []
    with torch.no_grad():
        for b in dev:
            r.append([float(x) for x in losses(collate(b, False), False)])
    net.train()
    m = np.mean(r, 0)
    return "DEV tok %.3f ph %.3f mid %.3f attn %.3f tokacc %.3f phacc %.3f" % tuple(m)


t0 = time.time()
step = 0
seen = 0
ema = None
net.train()
last = t0
lastev = t0
for b in batches():
    pr = min(1.0, (time.time() - t0) / (a.minutes * 60))
    if pr >= 1 or step >= a.steps:
        break
    lr = a.lr * min(1, (step + 1) / a.warm) * (1 - pr if pr < 1 else 0) ** 0.8 * 1.0
    lr = max(lr, a.lr * 0.01)
    for g in opt.param_groups:
        g["lr"] = lr
    wa = 0.4 if pr < 0.7 else 0.25
    x = losses(collate(b))
    loss = x[0] + wa * x[1] + wa * 0.5 * x[2] + 0.3 * x[3]
    opt.zero_grad(set_to_none=True)
    loss.backward()
    gn = torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    if torch.isfinite(gn):
        opt.step()
    step += 1
    seen += len(b)
    v = np.array([float(t.detach()) for t in x])
    ema = v if ema is None else 0.97 * ema + 0.03 * v
    if step % 50 == 0:
        n = time.time()
        print(
            "step %d seen %d t %.0fs (%.2f s/step) lr %.5f tok %.3f ph %.3f mid %.3f attn %.3f tokacc %.3f phacc %.3f"
            % ((step, seen, n - t0, (n - last) / 50, lr) + tuple(ema)),
            flush=True,
        )
        last = n
    if time.time() - lastev > 240:
        print(evaluate(), flush=True)
        torch.save({"model": net.state_dict(), "cfg": net.cfg, "step": step, "seen": seen}, a.out + "/last.tmp")
        os.rename(a.out + "/last.tmp", a.out + "/last.pt")
        lastev = time.time()
        last = time.time()
print(evaluate())
torch.save(
    {"model": net.state_dict(), "cfg": net.cfg, "step": step, "seen": seen, "secs": time.time() - t0},
    a.out + "/final.pt",
)
print("done", step, seen, time.time() - t0)
