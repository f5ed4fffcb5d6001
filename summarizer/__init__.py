"""Many news documents in, one short cited brief out."""

__version__ = "0.1.0"
