"""Where a run stands in its stages, and the learning rate there. Pure functions.

A place is told by steps, which gives the same run every time, or by the share of the time that a run may
take, which ends every run on time with its learning rate at the end of its way, however fast the machine is.
"""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.training.settings import TrainConfig


@dataclass(frozen=True, slots=True)
class Place:
    """The number of a stage and the share of it that is done; past the last stage, its number and 0."""

    stage: int
    done: float


def place_by_steps(config: TrainConfig, step: int) -> Place:
    """The place of the step that comes after ``step`` steps."""
    begun = 0
    for number, stage in enumerate(config.stages):
        if step < begun + stage.steps:
            return Place(number, (step - begun) / stage.steps)
        begun += stage.steps
    return Place(len(config.stages), 0.0)


def place_by_share(config: TrainConfig, share: float) -> Place:
    """The place at a share of the whole, 0 to 1, of which each stage has what its steps have of all steps."""
    begun = 0.0
    for number, stage in enumerate(config.stages):
        part = stage.steps / config.steps
        if share < begun + part and share < 1:
            return Place(number, min(1.0, max(0.0, (share - begun) / part)))
        begun += part
    return Place(len(config.stages), 0.0)


def learning_rate(config: TrainConfig, place: Place, step: int) -> float:
    """Of the matrices: in a straight line through the stage, and up from 0 in the first steps of all."""
    stage = config.stages[place.stage]
    rate = stage.learning_rate + place.done * (stage.final_learning_rate - stage.learning_rate)
    return rate * min(1.0, (step + 1) / max(1, config.warmup_steps))
