"""Work beside the page can be watched and ended, and its trouble is one plain sentence."""

import threading
from collections.abc import Callable

import pytest

from dashboard.jobs import Job, Progress, reason_of

PATIENCE_S = 20.0


def done(work: Callable[[Progress], None]) -> Job:
    """Do some work to its end."""
    job = Job(work).start()
    assert job.wait(PATIENCE_S)
    return job


def test_work_is_done_and_then_over() -> None:
    found = list[int]()
    job = done(lambda _report: found.append(1))
    assert found == [1]
    assert job.over
    assert job.trouble == ""


def test_how_far_it_is_can_be_seen_meanwhile() -> None:
    reached, go_on = threading.Event(), threading.Event()

    def work(report: Progress) -> None:
        report(3, 4)
        reached.set()
        go_on.wait(PATIENCE_S)
        report(9, 4)

    job = Job(work).start()
    assert reached.wait(PATIENCE_S)
    assert (job.share, job.over) == (0.75, False)
    go_on.set()
    assert job.wait(PATIENCE_S)
    assert job.share == 1.0


def test_a_cancelled_job_ends_at_its_next_report_and_has_no_trouble() -> None:
    reached, go_on, after = threading.Event(), threading.Event(), list[str]()

    def work(report: Progress) -> None:
        reached.set()
        go_on.wait(PATIENCE_S)
        report(1, 2)
        after.append("went on")

    job = Job(work).start()
    assert reached.wait(PATIENCE_S)
    job.cancel()
    go_on.set()
    assert job.wait(PATIENCE_S)
    assert after == []
    assert job.cancelled
    assert job.trouble == ""


def test_a_job_that_was_cancelled_before_its_turn_never_begins() -> None:
    go_on, begun = threading.Event(), list[str]()

    def held_up(_report: Progress) -> None:
        go_on.wait(PATIENCE_S)

    blocking = [Job(held_up).start() for _ in range(2)]
    waiting = Job(lambda _report: begun.append("begun")).start()
    waiting.cancel()
    go_on.set()
    assert all(job.wait(PATIENCE_S) for job in [*blocking, waiting])
    assert begun == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("It is\n  a program."), "It is a program."),
        (FileNotFoundError(2, "No such file or directory"), "No such file or directory."),
        (OSError("The store is damaged."), "The store is damaged."),
    ],
)
def test_trouble_that_was_foreseen_is_told_in_its_own_words(error: Exception, said: str) -> None:
    def work(_report: Progress) -> None:
        raise error

    assert done(work).trouble == said
    assert reason_of(error) == said


def test_trouble_that_nobody_foresaw_is_a_number_for_the_log_which_holds_no_cell_of_the_file(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def work(_report: Progress) -> None:
        cell = "Jo " + "Bloggs"
        raise RuntimeError(cell)

    said = done(work).trouble
    assert "Jo Bloggs" not in said
    assert "not your doing" in said
    number = said.rsplit(" ", maxsplit=1)[-1].rstrip(".")
    assert number in caplog.text
    assert "RuntimeError" in caplog.text
    assert "test_dashboard_jobs.py" in caplog.text
    assert "Jo Bloggs" not in caplog.text
