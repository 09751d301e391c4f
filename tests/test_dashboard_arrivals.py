"""A file that was handed in is always in one state, and its name plays no tricks."""

from dataclasses import replace

import pytest

from dashboard import arrivals
from dashboard.arrivals import Arrival
from dashboard.jobs import Job
from data.looking import Seen, WhichLayer
from data.receipts import Receipt
from tests.files import intake_of

RECEIPT = Receipt("a.csv", "police.uk", "incidents", 1, 1, 0, 0)
PATIENCE_S = 20.0


def over(trouble: str = "") -> Job:
    """Give a job that has ended."""

    def work(_report: object) -> None:
        if trouble:
            raise ValueError(trouble)

    job = Job(work).start()
    assert job.wait(PATIENCE_S)
    return job


def arrival(*seen: Seen) -> Arrival:
    return Arrival("a.csv", b"", seen=seen, job=over())


READ = Seen(intake=intake_of("a"))
ASKED = Seen(question=WhichLayer(("incidents", "missing")))
BROKEN = Seen(refused="It has two columns of that name.")


def test_a_file_that_is_worked_on_waits() -> None:
    never = Arrival("a.csv", b"")
    assert never.state == arrivals.WORKING
    assert replace(never, job=Job(lambda _report: None)).state == arrivals.WORKING


def test_a_file_is_ready_once_its_import_was_counted() -> None:
    read = arrival(READ)
    assert read.state == arrivals.ASKING
    assert replace(read, counts=(RECEIPT,)).state == arrivals.READY


def test_a_question_keeps_a_file_from_being_ready() -> None:
    assert arrival(READ, ASKED).state == arrivals.ASKING


def test_a_file_that_was_brought_in_is_done() -> None:
    assert replace(arrival(READ), receipts=(RECEIPT,)).state == arrivals.DONE


def test_the_trouble_of_the_whole_file_comes_before_that_of_a_sheet() -> None:
    whole = replace(arrival(BROKEN), job=over("It is a program."))
    assert whole.state == arrivals.REFUSED
    assert whole.trouble == "It is a program."
    assert arrival(READ, BROKEN).trouble == "It has two columns of that name."


def test_a_sheet_that_is_left_out_troubles_nobody() -> None:
    both = replace(arrival(READ, BROKEN), left_out={1})
    assert both.trouble == ""
    assert both.kept == [(0, READ)]


def test_the_bytes_of_a_file_are_in_no_log() -> None:
    assert "secret" not in repr(Arrival("a.csv", b"secret"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("street.csv", "street.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\a.csv", "a.csv"),
        ("a\nb\x00\u202ec.csv", "abc.csv"),
        ("", "file without a name"),
        ("\x00/", "file without a name"),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(name: str, shown: str) -> None:
    assert arrivals.shown_name(name) == shown
    assert len(arrivals.shown_name("x" * 500 + ".csv")) == arrivals.LONGEST_NAME


def test_a_layer_is_refused_by_the_name_that_people_know() -> None:
    assert arrivals.not_permitted("missing").startswith("It is of the layer Missing,")
