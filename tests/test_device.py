"""In which arithmetic a run computes is the machine's to say, and the same at every start."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from summarizer.training.device import prefers_bf16

CPU_INFO = Path("/proc/cpuinfo")


@pytest.mark.skipif(not CPU_INFO.exists(), reason="asks Linux what the processor can do")
def test_a_cpu_computes_in_bf16_only_where_it_is_made_for_it() -> None:
    flags = CPU_INFO.read_text(encoding="utf-8").split()
    assert prefers_bf16(torch.device("cpu")) == (not {"avx512_bf16", "amx_bf16"}.isdisjoint(flags))
