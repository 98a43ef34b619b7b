import math, torch, torch.nn as nn, torch.nn.functional as F


class MHA(nn.Module):
    def __init__(s, d, h):
        super().__init__()
        s.h = h
        s.dh = d // h
        s.q_proj = nn.Linear(d, d)
        s.k_proj = nn.Linear(d, d, bias=False)
        s.v_proj = nn.Linear(d, d)
        s.out_proj = nn.Linear(d, d)
        for l in (s.q_proj, s.k_proj, s.v_proj, s.out_proj):
            nn.init.normal_(l.weight, 0, d**-0.5)
            if l.bias is not None:
                nn.init.zeros_(l.bias)
        s.out_proj.weight.data *= 0.5

    def split(s, x):
        B, T, D = x.shape
        return x.view(B, T, s.h, s.dh).transpose(1, 2)

    def forward(s, x, mem=None, bias=None, causal=False, need=False):
        if mem is None:
            w = torch.cat([s.q_proj.weight, s.k_proj.weight, s.v_proj.weight])
            b = torch.cat([s.q_proj.bias, torch.zeros_like(s.q_proj.bias), s.v_proj.bias])
            q, k, v = map(s.split, F.linear(x, w, b).chunk(3, -1))
        else:
            q = s.split(s.q_proj(x))
            w = torch.cat([s.k_proj.weight, s.v_proj.weight])
            b = torch.cat([torch.zeros_like(s.v_proj.bias), s.v_proj.bias])
            k, v = map(s.split, F.linear(mem, w, b).chunk(2, -1))
        a = None
        if need:
            a = (q.float() @ k.float().transpose(-1, -2)) * s.dh**-0.5
            if bias is not None:
                a = a + bias
            a = a.softmax(-1)
            o = a.to(v.dtype) @ v
        else:
            o = F.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=bias, is_causal=causal).to(
                v.dtype
            )
        o = o.transpose(1, 2).reshape(x.shape[0], x.shape[1], -1)
        return s.out_proj(o), a


class EncL(nn.Module):
    def __init__(s, d, h, f):
        super().__init__()
        s.self_attn = MHA(d, h)
        s.self_attn_layer_norm = nn.LayerNorm(d)
        s.fc1 = nn.Linear(d, f)
        s.fc2 = nn.Linear(f, d)
        s.final_layer_norm = nn.LayerNorm(d)
        s.fc2.weight.data *= 0.5

    def forward(s, x, bias, p):
        x = x + F.dropout(s.self_attn(s.self_attn_layer_norm(x), bias=bias)[0], p, s.training)
        return x + F.dropout(s.fc2(F.gelu(s.fc1(s.final_layer_norm(x)))), p, s.training)


class DecL(nn.Module):
    def __init__(s, d, h, f):
        super().__init__()
        s.self_attn = MHA(d, h)
        s.self_attn_layer_norm = nn.LayerNorm(d)
        s.encoder_attn = MHA(d, h)
        s.encoder_attn_layer_norm = nn.LayerNorm(d)
        s.fc1 = nn.Linear(d, f)
        s.fc2 = nn.Linear(f, d)
        s.final_layer_norm = nn.LayerNorm(d)

    def forward(s, x, mem, bias, p):
        x = x + F.dropout(s.self_attn(s.self_attn_layer_norm(x), causal=True)[0], p, s.training)
        y, a = s.encoder_attn(s.encoder_attn_layer_norm(x), mem, bias, need=True)
        x = x + F.dropout(y, p, s.training)
        return x + F.dropout(s.fc2(F.gelu(s.fc1(s.final_layer_norm(x)))), p, s.training), a


def pe_table(n, d, dpe, lo=4.0, hi=900.0):
    k = dpe // 2
    wl = lo * (hi / lo) ** (torch.arange(k) / (k - 1))
    w = 2 * math.pi / wl
    t = torch.arange(n)[:, None] * w[None]
    out = torch.zeros(n, d)
    out[:, 0:dpe:2] = t.sin()
    out[:, 1:dpe:2] = t.cos()
    return out, w


class Enc(nn.Module):
    def __init__(s, d, h, L, f, dpe=64, nmel=80, P=1500):
        super().__init__()
        s.conv1 = nn.Conv1d(nmel, d, 3, padding=1)
        s.conv2 = nn.Conv1d(d, d, 3, stride=2, padding=1)
        pe, w = pe_table(P, d, dpe)
        s.embed_positions = nn.Embedding(P, d)
        s.embed_positions.weight.data.copy_(pe)
        s.embed_positions.weight.requires_grad_(False)
        s.layers = nn.ModuleList([EncL(d, h, f) for _ in range(L)])
        s.layer_norm = nn.LayerNorm(d)
        # the front end writes mostly outside the positional dims; heads start local, at fixed offsets
        s.conv2.weight.data[:dpe] *= 0.1
        offs = [[-2, 0, 2, -5, 5, 1], [-4, -1, 1, 4, 0, 8], [-8, -2, 2, 8, 0, -4], [-12, -3, 3, 12, 0, 6]]
        dh = d // h
        np_ = dh // 2
        K = dpe // 2
        for li, l in enumerate(s.layers):
            for hh in range(h):
                dl = offs[li % 4][hh % 6]
                idx = torch.linspace(0, K - 1, np_).round().long()
                a = 1.1
                wq = l.self_attn.q_proj.weight.data[hh * dh : (hh + 1) * dh]
                wk = l.self_attn.k_proj.weight.data[hh * dh : (hh + 1) * dh]
                wq *= 0.3
                wk *= 0.3
                for j, i in enumerate(idx.tolist()):
                    c, sn = math.cos(w[i] * dl), math.sin(w[i] * dl)
                    wq[2 * j, 2 * i] += a
                    wq[2 * j + 1, 2 * i + 1] += a
                    # key at s rotated so that the match is at s=t+dl
                    wk[2 * j, 2 * i] += a * c
                    wk[2 * j, 2 * i + 1] += -a * sn
                    wk[2 * j + 1, 2 * i] += a * sn
                    wk[2 * j + 1, 2 * i + 1] += a * c

    def forward(s, mel, K=12, p=0.0, mid=None, P=1500):
        """mel [B,80,2T] (zero padded). Positions >=T of the 30 s window are all-zero mels: K of them are drawn
        at random and weighted by log((P-T)/K), so attention sees the padding that inference will show it."""
        B, _, F2 = mel.shape
        T = F2 // 2
        x = F.gelu(s.conv1(F.pad(mel, (0, 4))))
        x = F.gelu(s.conv2(x))[:, :, :T].transpose(1, 2)
        x = x + s.embed_positions.weight[:T]
        bias = None
        if T < P:
            z = F.gelu(s.conv2(F.gelu(s.conv1(mel.new_zeros(1, 80, 16)))))[0, :, 4]
            idx = torch.randint(T, P, (K,))
            pad = (z[None] + s.embed_positions.weight[idx])[None].expand(B, -1, -1)
            x = torch.cat([x, pad.to(x.dtype)], 1)
            bias = torch.cat([torch.zeros(T), torch.full((K,), math.log((P - T) / K))]).view(1, 1, 1, -1)
        m = None
        for i, l in enumerate(s.layers):
            x = l(x, bias, p)
            if mid is not None and i == mid:
                m = x
        return s.layer_norm(x), bias, m, T


class Dec(nn.Module):
    def __init__(s, V, d, h, L, f, n=448):
        super().__init__()
        s.embed_tokens = nn.Embedding(V, d)
        s.embed_positions = nn.Embedding(n, d)
        nn.init.normal_(s.embed_tokens.weight, 0, d**-0.5)
        nn.init.normal_(s.embed_positions.weight, 0, 0.02)
        s.layers = nn.ModuleList([DecL(d, h, f) for _ in range(L)])
        s.layer_norm = nn.LayerNorm(d)

    def forward(s, tok, mem, bias, p=0.0, pos=None):
        x = s.embed_tokens(tok) + (s.embed_positions.weight[: tok.shape[1]] if pos is None else s.embed_positions(pos))
        A = []
        for l in s.layers:
            x, a = l(x, mem, bias, p)
            A.append(a)
        x = s.layer_norm(x)
        return F.linear(x, s.embed_tokens.weight), A


class Whisper(nn.Module):
    def __init__(s, V, d=160, h=5, LE=4, LD=2, f=640, nph=100):
        super().__init__()
        s.cfg = dict(V=V, d=d, h=h, LE=LE, LD=LD, f=f, nph=nph)
        s.encoder = Enc(d, h, LE, f)
        s.decoder = Dec(V, d, h, LD, f)
        s.ph = nn.Linear(d, nph)
        s.ph_mid = nn.Linear(d, nph)
