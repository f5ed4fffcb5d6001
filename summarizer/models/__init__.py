"""Models: the Protocol in base.py and what implements it."""
