"""The network: a T5 with random weights, and the operations that a step of it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from transformers import T5Config, T5ForConditionalGeneration

from summarizer.errors import ConfigError
from summarizer.models.int8 import untie_head
from summarizer.training.settings import NetworkSettings
from summarizer.training.tokens import EOS, PAD, SUMMARIZE

TIED = ("encoder.embed_tokens.weight", "decoder.embed_tokens.weight")  # they are shared.weight


def build_network(settings: NetworkSettings, pieces: int, reads: int) -> Any:
    """A T5 with random weights; ``reads`` is the longest input that its users are told of."""
    make_config: Any = T5Config  # its signature names few of the settings it takes
    config = make_config(
        vocab_size=-(-pieces // 64) * 64,  # whole tiles of a GPU's matrix units
        n_positions=reads,
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=settings.tied,  # here it says whether scores are scaled; see untie_head
        pad_token_id=PAD,
        eos_token_id=EOS,
        decoder_start_token_id=PAD,
        task_specific_params={"summarization": {"prefix": SUMMARIZE}},
        d_model=settings.d_model,
        d_ff=settings.d_ff,
        d_kv=settings.d_kv,
        num_heads=settings.num_heads,
        num_layers=settings.num_layers,
        num_decoder_layers=settings.num_decoder_layers,
        dropout_rate=settings.dropout,
    )
    network = T5ForConditionalGeneration(config)
    if not settings.tied:
        untie_head(network, network.lm_head.weight.detach().clone())
    if settings.copy_heads:
        _begin_as_pointer(network, settings.copy_heads)
    return network


def begin_with(network: Any, state: Mapping[str, torch.Tensor]) -> None:
    """Give the network the weights that ``training.pretrained`` wrote.

    Raises:
        ConfigError: they are not those of a network of this shape.
    """
    try:
        missing = set(network.load_state_dict(state, strict=False).missing_keys) - set(TIED)
    except RuntimeError as error:
        raise ConfigError(f"training: pretrained: of another shape than network: {error}") from error
    if missing:
        raise ConfigError(
            f"training: pretrained: {min(missing)} is not among the weights; run training.pretrained first"
        )


_LEAST = torch.finfo(torch.bfloat16).min  # that of float32 is no number in bf16
_DAMPED, _SHARP, _BEFORE, _COPIED = 0.3, 0.6, 1.5, 2.0  # gains, found with runs of a hundred steps
_PREVIOUS = 1  # the bucket of T5's relative positions that means one token back


@torch.no_grad()
def _begin_as_pointer(network: Any, heads: int) -> None:
    """Weights with which the network copies before it is trained: after a token that stands in the source it
    writes the token that follows it there.

    Two heads in a row do it (the induction heads of Olsson et al. 2022): some of the encoder's first layer
    look one token back and write what they see into directions of their own; as many of the decoder's look
    where that equals the token just written, and write what stands there. That random weights need thousands
    of steps to find this is what makes a small training run fail (compare Trockman and Kolter 2023, Mimetic
    Initialization of Self-Attention Layers). All of it is trained on like any other weight.
    """
    config = network.config
    width = heads * config.d_kv
    for name, weights in network.named_parameters():
        if name.endswith((".o.weight", ".wo.weight")):
            weights.mul_(_DAMPED)  # so that the sum of many layers does not bury the token itself
    of_token, of_previous, of_copy = (_orthonormal_rows(width, config.d_model) for _ in range(3))
    look_back = network.encoder.block[0].layer[0].SelfAttention
    look_back.relative_attention_bias.weight[_PREVIOUS, :heads] += 10.0
    look_back.q.weight[:width] *= 0.1
    look_back.v.weight[:width] = of_token
    look_back.o.weight[:, :width] = _BEFORE * of_previous.T
    point = network.decoder.block[0].layer[1].EncDecAttention
    point.q.weight[:width] = _SHARP * of_token
    point.k.weight[:width] = _SHARP * of_previous
    point.v.weight[:width] = of_copy
    point.o.weight[:, :width] = _COPIED * of_copy.T


def _orthonormal_rows(rows: int, columns: int) -> torch.Tensor:
    rows_of_unit_length: torch.Tensor = torch.linalg.qr(torch.randn(columns, rows))[0].T
    return rows_of_unit_length


def compile_blocks(network: Any, shapes: int, backend: str = "inductor") -> None:
    """Have each layer compiled when it is first used with each of so many shapes of batches.

    Layers of one kind share their programs, so it takes a layer's time and not that of all of them. There are
    four kinds: encoder and decoder, and in each the first, which makes the position biases of all.
    """
    torch._dynamo.config.recompile_limit = 8 + 4 * shapes
    for block in (*network.encoder.block, *network.decoder.block):
        block.compile(dynamic=False, backend=backend)


def cross_entropy(network: Any, source: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """The mean over the target's tokens; ``source`` and ``target`` are (B, S) and (B, T)."""
    # what is added to the scores of a source's tokens. Given as it is used: of a mask of ones and zeros,
    # transformers asks at each step whether all are ones, and a GPU would have to be waited for
    hidden = torch.zeros(source.shape, device=source.device).masked_fill(source == PAD, _LEAST)
    loss: torch.Tensor = network(
        input_ids=source, attention_mask=hidden[:, None, None, :], labels=target, use_cache=False
    ).loss
    return loss


def batch_flops(config: Any, rows: int, source: int, target: int) -> float:
    """Floating-point operations of a training step: 6 per weight and token, 12 per attended pair and width.

    Kaplan et al. 2020, section 2.1; the backward pass counts twice the forward pass.
    """
    attention = 4 * config.d_model * config.d_kv * config.num_heads
    feed_forward = 3 * config.d_model * config.d_ff
    width = config.d_kv * config.num_heads
    encoder = config.num_layers * (6 * (attention + feed_forward) * source + 12 * width * source**2)
    decoder = config.num_decoder_layers * (
        6 * (1.5 * attention + feed_forward) * target
        + 6 * 0.5 * attention * source  # keys and values of the source
        + 12 * width * (target**2 + target * source)
    )
    return float(rows * (encoder + decoder + 6 * config.d_model * config.vocab_size * target))
