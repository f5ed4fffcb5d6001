"""Every error this package raises on purpose, drawn as a tree.

SummarizerError          base; the command line prints its one line and ends with exit code 1
├── ConfigError          settings: unknown key, wrong type, missing file (exit code 2)
├── SourceError          one input could not be read; the others go on
├── NoDocumentsError     nothing usable was left to summarize
├── ModelError           a checkpoint is missing, damaged, not seq2seq, or not safetensors
└── EvaluationError      gold, a cluster or a brief that cannot be scored

Each message is one line that reads ``what: which: why; what to do``.
"""

from __future__ import annotations


class SummarizerError(Exception):
    """Base of every error that this package raises on purpose."""

    exit_code = 1


class ConfigError(SummarizerError):
    """Settings that cannot be used; every fault is named with its path."""

    exit_code = 2


class SourceError(SummarizerError):
    """One input that could not be read.

    Attributes:
        where: the path, address or position of the input, as the user named it.
        why: one clause that says what is wrong with it.
    """

    def __init__(self, where: str, why: str) -> None:
        self.where = where
        self.why = why
        super().__init__(f"{where}: {why}")


class NoDocumentsError(SummarizerError):
    """No input held a usable document."""


class ModelError(SummarizerError):
    """A model that cannot be loaded or used."""


class EvaluationError(SummarizerError):
    """Gold, a cluster or a brief that cannot be scored."""
