#!/bin/sh
# Train the full-size model on a GPU in a given time and export it, whatever the GPU's speed.
#
#   benchmarks/train_full.sh CONFIG PREPARED OUT MINUTES
#
# PREPARED is what summarizer.training.tokenizer and .prepare wrote (they need no GPU). Within MINUTES, the
# start and the end of the programs counted in, OUT holds model/, run/ (log, curves, checkpoint) and train.log.
# A run that breaks off is exported as of its last checkpoint, and the exit code is then 1.
set -u
began=$(date +%s)
config=$1 prepared=$2 out=$3 minutes=$4
around=0.75 # minutes for what is not training: imports, reading, the last dev loss, the export
python=${PYTHON:-python3}
mkdir -p "$out"

into=$(awk "BEGIN {print $minutes - $around - ($(date +%s) - $began) / 60}")
"$python" -u -m summarizer.training.train "$config" "$prepared" "$out/run" --fit-into "$into" \
  >"$out/train.log" 2>&1
trained=$?
tail -n 4 "$out/train.log"
[ -e "$out/run/checkpoint.pt" ] || exit 1
"$python" -m summarizer.training.export "$config" "$prepared" "$out/run" "$out/model" || exit 1
exit $((trained != 0))
