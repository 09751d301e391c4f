"""Levels: the strongest one passed, on the side that is allowed, with one word for each."""

import numpy as np

from geo.levels import CLASS_WORDS, class_words, levels_of

YES = np.ones(5, dtype=bool)
NO = np.zeros(5, dtype=bool)
ADJUSTED = np.array([0.01, 0.05, 0.10, 0.11, 1.0])


def test_a_limit_belongs_to_its_level() -> None:
    hot = levels_of(ADJUSTED, np.ones(5), may_be_hot=YES, may_be_cold=NO)
    np.testing.assert_array_equal(hot, [99, 95, 90, 0, 0])
    cold = levels_of(np.ones(5), ADJUSTED, may_be_hot=NO, may_be_cold=YES)
    np.testing.assert_array_equal(cold, [-99, -95, -90, 0, 0])


def test_a_small_p_value_alone_does_not_make_a_class() -> None:
    found = levels_of(ADJUSTED, ADJUSTED, may_be_hot=NO, may_be_cold=NO)
    np.testing.assert_array_equal(found, np.zeros(5))


def test_every_level_has_its_word() -> None:
    levels = np.array(list(CLASS_WORDS), dtype=np.int8)
    assert class_words(levels) == list(CLASS_WORDS.values())
    assert class_words(np.array([0], dtype=np.int8)) == ["not clear"]
