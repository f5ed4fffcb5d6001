"""Ids and prefixes that every step of training, from the tokenizer to the export, agrees on."""

PAD, EOS, UNKNOWN = 0, 1, 2
SENTINELS = 32  # <extra_id_0> and on: spans that were taken out; control symbols, so no text makes one
# what is wanted of a source begins it
SUMMARIZE, FUSE, HEADLINE = "summarize: ", "fuse: ", "headline: "
START = "start.safetensors"  # the weights that a run begins with, where it does not begin with random ones
