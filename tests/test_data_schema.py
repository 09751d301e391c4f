import re

import pandas as pd
import pytest

from data.schema import (
    ACCURACY_M,
    CONTENT_COLUMNS,
    EVENT_COLUMNS,
    FLAGS,
    KEY_COLUMNS,
    LAYERS,
    PLACINGS,
    RULES,
    empty_events,
    rejections,
)


def test_the_layers_keep_their_order() -> None:
    assert LAYERS == ("incidents", "cuckooing", "missing")


def test_an_empty_frame_has_every_column_with_its_type() -> None:
    frame = empty_events()
    assert frame.empty
    assert frame.dtypes.astype(str).to_dict() == EVENT_COLUMNS


def test_every_column_is_the_stores_or_the_key_or_content() -> None:
    assert {"event_id", "batch_id", *KEY_COLUMNS, *CONTENT_COLUMNS} == set(EVENT_COLUMNS)
    assert len(KEY_COLUMNS) + len(CONTENT_COLUMNS) + 2 == len(EVENT_COLUMNS)


def test_a_finer_placing_is_more_accurate() -> None:
    in_order = [ACCURACY_M[placing] for placing in PLACINGS]
    assert in_order == sorted(in_order)
    assert ACCURACY_M["exact"] < ACCURACY_M["postcode"] < ACCURACY_M["map point"]


@pytest.mark.parametrize("code", FLAGS)
def test_every_flag_is_a_code_and_a_sentence(code: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert FLAGS[code][0].isupper()
    assert FLAGS[code].endswith(".")


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_itself_and_what_to_do_in_whole_sentences(code: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    for sentence in RULES[code]:
        assert sentence[0].isupper()
        assert sentence.endswith(".")


def test_rejections_have_their_types_with_and_without_rows() -> None:
    for rows in ([], [(2, "date", "x")]):
        frame = rejections(rows)
        assert frame.dtypes.astype(str).to_dict() == {"row": "int64", "rule": "str", "found": "str"}
        assert len(frame) == len(rows)
    assert isinstance(rejections([]), pd.DataFrame)
