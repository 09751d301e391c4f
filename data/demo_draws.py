"""Random draws that come out the same on every machine.

Only whole numbers, even fractions and the four operations are used: no logarithm, exponent or
angle, whose last digit can differ between processors.
"""

import zlib

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


class Draws:
    """A stream of random draws for one purpose.

    Parameters
    ----------
    seed
        The seed of the whole borough.
    purpose
        What the draws are for. Each purpose has its own stream, so that a change in one part of
        the borough leaves the others as they were.
    """

    def __init__(self, seed: int, purpose: str) -> None:
        sequence = np.random.SeedSequence([seed, zlib.crc32(purpose.encode("utf-8"))])
        self._generator = np.random.Generator(np.random.PCG64(sequence))

    def even(self, size: int) -> Floats:
        """Draw fractions in [0, 1), all equally likely."""
        return self._generator.random(size)

    def happens(self, share: float, *, size: int) -> NDArray[np.bool_]:
        """Decide for each of some events whether something is so, with the chance `share`."""
        return self.even(size) < share

    def below(self, limits: ArrayLike) -> Whole:
        """Draw a whole number from 0 up to each of n limits, the limit excluded."""
        ends = np.asarray(limits, dtype=np.int64)
        return (self.even(len(ends)) * ends).astype(np.int64)

    def pick(self, weights: ArrayLike, *, size: int) -> Whole:
        """Draw positions in proportion to weights.

        Parameters
        ----------
        weights
            float[k], none negative, at least one above 0.
        size
            How many to draw, n.

        Returns
        -------
        int64[n]
        """
        running = np.cumsum(np.asarray(weights, dtype=np.float64))
        found = np.searchsorted(running, self.even(size) * running[-1], side="right")
        # the largest fraction times the sum can round up to the sum itself
        return np.asarray(np.minimum(found, len(running) - 1), dtype=np.int64)

    def within(self, edges: Floats, shares: Floats, *, size: int) -> Floats:
        """Draw numbers from bins: a bin by its share, then evenly inside it.

        Parameters
        ----------
        edges
            float[k + 1], rising.
        shares
            float[k].
        size
            How many to draw, n.

        Returns
        -------
        float64[n]
        """
        chosen = self.pick(shares, size=size)
        return edges[chosen] + self.even(size) * (edges[chosen + 1] - edges[chosen])

    def allot(self, total: int, *, people: int, floor: int) -> Whole:
        """Share a number of episodes out among people, unevenly.

        Parameters
        ----------
        total
            Episodes; at least `people * floor`.
        people
            People, k.
        floor
            The least that each has.

        Returns
        -------
        int64[k]
            Sums to `total`.
        """
        extra = self.pick(self.even(people), size=total - people * floor)
        return floor + np.bincount(extra, minlength=people).astype(np.int64)
