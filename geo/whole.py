"""The one check that a statistic of counts is given counts: whole, finite, not negative."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def whole_counts(values: ArrayLike, *, what: str = "Counts") -> NDArray[np.int64]:
    """Give the values back as whole counts, or say why they are not.

    The binomial, Poisson and E-test p-values of this package are about how many events fell
    somewhere. A weighted sum (severity, aoristic shares) has another variance, so its p-value
    would be wrong without any sign of it: weights are refused, never rounded.

    Parameters
    ----------
    values
        Any shape; whole floats such as ``3.0`` pass.
    what
        How the message names the values.

    Returns
    -------
    int64 array of the same shape

    Raises
    ------
    ValueError
        If a value is not finite, is negative or is not whole.
    """
    found = np.asarray(values)
    if found.dtype.kind in "iub":
        wrong = found < 0 if found.dtype.kind == "i" else np.zeros(found.shape, dtype=bool)
    else:
        found = found.astype(np.float64)
        wrong = ~np.isfinite(found) | (found < 0) | (found != np.floor(found))
    if wrong.any():
        raise ValueError(
            f"{what} must be whole numbers of events, 0 or more; {int(wrong.sum())} of "
            f"{wrong.size} are not (for example {found[wrong].flat[0]}). "
            "Weighted sums have another variance and cannot be tested: test the counts, "
            "and show the weighted sums beside them."
        )
    return found.astype(np.int64)
