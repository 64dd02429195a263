from __future__ import annotations

import pytest

from briefreader.jobs import Cancelled, Job, Progress, Token, run


class Counting:
    """A job of three steps that tells whether it has been closed."""

    closed = False

    def job(self) -> Job[str]:
        try:
            for number in range(3):
                yield Progress(number, 3)
        finally:
            self.closed = True
        return "done"


def test_a_job_is_driven_to_its_result() -> None:
    counting, steps = Counting(), []
    assert run(counting.job(), steps.append) == "done"
    assert [step.done for step in steps] == [0, 1, 2]
    assert counting.closed


def test_a_job_is_stopped_between_two_steps_and_closed() -> None:
    counting, token, steps = Counting(), Token(), []

    def stop(progress: Progress) -> None:
        steps.append(progress.done)
        token.cancel()

    with pytest.raises(Cancelled):
        run(counting.job(), stop, token)
    assert steps == [0]
    assert counting.closed


def test_a_job_is_closed_at_once_when_its_driver_fails() -> None:
    counting = Counting()
    job = counting.job()  # held here, as a traceback would hold it
    with pytest.raises(KeyboardInterrupt):
        run(job, lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    assert counting.closed


def test_an_error_whose_name_is_that_of_an_end_is_no_end() -> None:
    def job() -> Job[str]:
        yield Progress(0, 1)
        return "done"

    def fails(_: Progress) -> None:
        raise StopIteration("no result")

    with pytest.raises(StopIteration):
        run(job(), fails)
