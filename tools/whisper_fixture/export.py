"""checkpoint -> CTranslate2 Whisper directory (needs torch + ctranslate2; no transformers)."""

import sys, os, json, shutil, types, torch

sys.path.insert(0, os.path.dirname(__file__))
import model as M
from ctranslate2.converters.transformers import WhisperLoader


def export(ck, out, quant, tokdir="build/whisper_fixture/tok", chunk=30):
    c = torch.load(ck, map_location="cpu")
    g = c["cfg"]
    net = M.Whisper(**g)
    net.load_state_dict(c["model"])
    net.eval()
    meta = json.load(open(tokdir + "/meta.json"))
    sp = meta["special"]
    ns = types.SimpleNamespace
    cfg = ns(
        encoder_layers=g["LE"],
        decoder_layers=g["LD"],
        encoder_attention_heads=g["h"],
        decoder_attention_heads=g["h"],
        vocab_size=g["V"],
    )
    hf = ns(
        config=cfg,
        model=ns(encoder=net.encoder, decoder=net.decoder),
        proj_out=ns(weight=net.decoder.embed_tokens.weight, bias=None),
    )
    with torch.no_grad():
        spec = WhisperLoader().get_model_spec(hf)
    tk = json.load(open(tokdir + "/tokenizer.json"))
    v = {**tk["model"]["vocab"], **{t["content"]: t["id"] for t in tk["added_tokens"]}}
    toks = [t for t, i in sorted(v.items(), key=lambda x: x[1])]
    assert [v[t] for t in toks] == list(range(len(toks)))
    toks += ["<|%.2f|>" % (i * 0.02) for i in range(g["V"] - len(toks))]
    spec.register_vocabulary(toks)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [v["Ġ"], sp["<|endoftext|>"]]
    spec.config.lang_ids = []
    spec.config.alignment_heads = [[g["LD"] - 1, 0], [g["LD"] - 1, 1]]
    spec.validate()
    spec.optimize(quantization=quant)
    os.makedirs(out, exist_ok=True)
    spec.save(out)
    tk_min = dict(tk)
    json.dump(tk, open(out + "/tokenizer.json", "w"), ensure_ascii=False, separators=(",", ":"))
    json.dump(
        dict(feature_size=80, sampling_rate=16000, hop_length=160, n_fft=400, chunk_length=chunk),
        open(out + "/preprocessor_config.json", "w"),
    )
    print(
        out,
        quant,
        {f: os.path.getsize(out + "/" + f) for f in sorted(os.listdir(out))},
        "total",
        sum(os.path.getsize(out + "/" + f) for f in os.listdir(out)),
    )


if __name__ == "__main__":
    export(sys.argv[1], sys.argv[2], sys.argv[3], chunk=int(sys.argv[4]) if len(sys.argv) > 4 else 30)
