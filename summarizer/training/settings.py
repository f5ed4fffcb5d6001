"""What a training run is made of: one YAML file, checked and frozen (``configs/train-*.yaml``)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from summarizer.errors import ConfigError

# tasks of stage 1 make their targets afresh from the plain text each time; those of stage 2 were prepared
SELF_SUPERVISED = ("gap", "span")
Task = Literal[
    "gap",
    "span",
    "shorten",
    "headline",
    "sentence_fusion",
    "pairs",
    "clusters",
    "passages",
    "aligned",
    "fusion",
    "oracle",
    "oracle_aligned",
    "oracle_pairs",
]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TextSettings(_Section):
    """Which files of plain text are read: ``files`` are name patterns, best first; None reads all of each."""

    files: tuple[str, ...] = ("text_*.jsonl.xz",)
    max_documents: int | None = Field(None, gt=0)
    headlines: int = Field(20_000, ge=0)  # documents that give a headline example
    shorter: int = Field(40_000, ge=0)  # sentences that give an example of leaving words out by rule


class TokenizerSettings(_Section):
    """SentencePiece, unigram; ``sentences`` is how many lines of text its pieces are learnt from."""

    pieces: int = Field(16_000, ge=300)
    sentences: int = Field(300_000, gt=0)


class NetworkSettings(_Section):
    """T5 v1.1 as transformers has it: relative positions, gated GELU."""

    d_model: int = 512
    d_ff: int = 1408
    d_kv: int = 64
    num_heads: int = 8
    num_layers: int = 8  # of the encoder, which reads a text once ...
    num_decoder_layers: int = 3  # ... and of the decoder, which runs for every token written
    dropout: float = Field(0.0, ge=0, lt=1)
    tied: bool = True  # whether what is written is scored with the embeddings of what is read
    copy_heads: int = Field(4, ge=0)  # that copy from the first step on; at most num_heads, 0 for none

    @model_validator(mode="after")
    def _copy_heads_fit(self) -> NetworkSettings:
        if self.copy_heads > self.num_heads or self.copy_heads * self.d_kv > self.d_model:
            raise ValueError("copy_heads: at most num_heads, and at most d_model / d_kv")
        return self


class PretrainedSettings(_Section):
    """What is taken of Flan-T5 small; see ``training.pretrained``."""

    decoder_layers: tuple[int, ...] = (0, 2, 5, 7)  # as many as network.num_decoder_layers
    pieces: int = Field(12_000, ge=300)  # of its vocabulary, those most used in our text
    sentences: int = Field(300_000, gt=0)  # of it, that are counted


class StageSettings(_Section):
    """A stretch of training: the learning rate goes in a straight line from one value to the other.

    ``tasks`` are weights of a mixture: how often an example is drawn from each.
    """

    name: str
    steps: int = Field(gt=0)
    learning_rate: float = Field(gt=0)
    final_learning_rate: float = Field(ge=0)
    tasks: dict[Task, float] = Field(min_length=1)


class TrainConfig(_Section):
    """All settings of a training run."""

    seed: int = 0
    text: TextSettings = TextSettings()
    tokenizer: TokenizerSettings = TokenizerSettings()
    network: NetworkSettings = NetworkSettings()
    pretrained: PretrainedSettings | None = None  # None: random weights
    stages: tuple[StageSettings, ...] = Field(min_length=1)
    # (tokens of source, tokens of target): an example goes into the first shape that takes it, so
    # little is padding and a compiled network sees few shapes; the last says what is cut off
    shapes: tuple[tuple[int, int], ...] = ((128, 48), (256, 80), (512, 160))
    reads: int = Field(512, gt=0)  # tokens of the longest input; relative positions have no end of their own
    chunk_tokens: int | None = Field(
        None, gt=0
    )  # what the package gives the model at once; None: all it reads
    only_compresses: bool = False  # see models.base.Model
    salient_sentences: int = Field(0, ge=0)  # of a text that it is given, one at a time; 0: the text
    num_beams: int = Field(1, gt=0)  # how its summaries are searched for, and ...
    length_penalty: float = 1.0  # ... how far to longer ones
    tokens_per_batch: int = Field(16_384, gt=0)  # source and target, padding too
    warmup_steps: int = Field(100, ge=0)
    kept: float = Field(0.7, ge=0, le=1)  # share of gap sentences left in the source, to be copied
    optimizer: Literal["muon", "adafactor"] = "muon"  # see training.optimizers
    weight_decay: float = Field(0.01, ge=0)
    embedding_rate: float = Field(2.0, gt=0)  # learning rate of embeddings beside that of matrices
    compile: bool = False
    # how scores of attention are computed: "sdpa", PyTorch's own kernels, or "eager", an operation after
    # another, which a compiled network puts together; which is faster depends on the GPU
    attention: Literal["sdpa", "eager"] = "sdpa"
    workers: int = Field(0, ge=0)  # processes that make batches
    peak_tflops: float = Field(0.4, gt=0)  # of the machine in bf16, to tell the utilisation by
    checkpoint_minutes: float = Field(5, gt=0)
    log_steps: int = Field(20, gt=0)

    @model_validator(mode="after")
    def _tasks_fit(self) -> TrainConfig:
        tasks = {task for stage in self.stages for task in stage.tasks}
        if self.pretrained and tasks & {*SELF_SUPERVISED}:
            raise ValueError("pretrained: its pieces hold no sentinels; leave gap and span out of the tasks")
        return self

    @property
    def steps(self) -> int:
        """Steps of all stages."""
        return sum(stage.steps for stage in self.stages)


def load_train_config(path: Path) -> TrainConfig:
    """Read a training run's YAML file.

    Raises:
        ConfigError: it is missing, not YAML, or holds a key or value that is not known.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        # by way of JSON, so that a YAML list is a tuple wherever one is asked for
        return TrainConfig.model_validate_json(json.dumps(data))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"training: {path}: cannot be read: {error}; give a configs/train-*.yaml"
        ) from error
    except yaml.YAMLError as error:
        raise ConfigError(f"training: {path}: not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        raise ConfigError(
            f"training: {path}: {setting_faults(error)}; see summarizer/training/settings.py"
        ) from error


def setting_faults(error: ValidationError) -> str:
    """Every fault of some settings with its path, in one line."""
    return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
