import sys, os, json, random, pickle, glob

sys.path.insert(0, os.path.dirname(__file__))
import corpus
from tokenizers import Tokenizer, models, pre_tokenizers, decoders, trainers, AddedToken
import collections

SPECIAL = [
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|en|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
]
rng = random.Random(7)
V = corpus.vocab()
txt = [" " + corpus.utterance(rng, V) for _ in range(12000)]
import string

for c in string.ascii_letters + string.digits:
    txt += [" " + c] * 3000
for w in V:
    txt += [" " + w] * 10
tk = Tokenizer(models.BPE())
tk.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tk.decoder = decoders.ByteLevel()
tk.train_from_iterator(
    txt,
    trainers.BpeTrainer(
        vocab_size=1150, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), special_tokens=[], show_progress=False
    ),
)
n = tk.get_vocab_size()
tk.add_special_tokens([AddedToken(s, special=True) for s in SPECIAL])
os.makedirs("build/whisper_fixture/tok", exist_ok=True)
tk.save("build/whisper_fixture/tok/tokenizer.json")
sp = {s: tk.token_to_id(s) for s in SPECIAL}
print(n, sp)
ph = collections.Counter()
for f in sorted(glob.glob("build/whisper_fixture/data/s*.pkl"))[:3]:
    for u in pickle.load(open(f, "rb")):
        for _, p in u["ph"]:
            ph[p] += 1
ph.pop("", None)
phones = ["", "<unk>"] + [p for p, c in ph.most_common() if c >= 20]
print(len(phones), len(ph))
json.dump(
    dict(special=sp, vocab=sp["<|notimestamps|>"] + 1 + 1501, phones=phones),
    open("build/whisper_fixture/tok/meta.json", "w"),
)
bare = tk.token_to_id("Ġ")
bad = sum(bare in tk.encode(t).ids for t in txt)
L = [len(tk.encode(t).ids) / len(t.split()) for t in txt[:2000]]
print("bare space in", bad, "tokens/word", sum(L) / len(L))
print(tk.encode(" How did you get started in your career?").tokens, tk.encode(" -").tokens, tk.encode(" ♪").tokens)
