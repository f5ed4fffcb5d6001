"""Every error this package raises on purpose, drawn as a tree.

SummarizerError          base; the command line prints its one line and ends with exit code 1
├── ConfigError          settings: unknown key, wrong type, missing file (exit code 2)
├── SourceError          one input could not be read; the others go on
├── NoDocumentsError     nothing usable was left to summarize
├── ModelError           a checkpoint is missing, damaged, not seq2seq, or not safetensors
├── EvaluationError      gold, a cluster or a brief that cannot be scored
├── ArchiveError         the archive cannot be used, or another run holds it
└── DeliveryError        a brief could not be handed on; it is in the archive and not lost

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


class ArchiveError(SummarizerError):
    """The archive cannot be opened, is damaged or of a later version, or another run is using it."""


class DeliveryError(SummarizerError):
    """A brief that one target did not take, or may not have taken; it is in the archive and not lost.

    Attributes:
        retry: True where the target surely does not have it and the same delivery may succeed a little
            later with nothing changed (a server that is down or busy); False where somebody must mend
            something first (a password, a wrong address).
        unknown: True where the target may have it: the connection broke before the answer came.
    """

    def __init__(self, target: str, why: str, *, retry: bool, unknown: bool = False) -> None:
        self.retry = retry
        self.unknown = unknown
        super().__init__(f"deliver: {target}: {why}")
