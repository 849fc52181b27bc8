"""Student's t distribution, to at least ten significant digits, without SciPy at run time."""

from math import exp, fabs, lgamma, log, log1p, pi, sqrt
from statistics import NormalDist


def two_sided_tail(t: float, freedom: float) -> float:
    """Give the probability that |T| exceeds |t| with ``freedom`` > 0 degrees of freedom.

    It is the regularised incomplete beta function I_x(freedom/2, 1/2) at x = freedom / (freedom + t²)
    (Abramowitz and Stegun 1964, 26.7.1 and 26.5.27).
    """
    a, b = freedom / 2, 0.5
    ratio = t * t / freedom
    if ratio == 0:
        return 1.0
    x, y = 1 / (1 + ratio), ratio / (1 + ratio)
    front = exp(-a * log1p(ratio) + b * log(y) + _log_gamma_ratio(a)) / sqrt(pi)
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, y) / b


def quantile(probability: float, freedom: float) -> float:
    """Give t with P(T ≤ t) = ``probability``, which lies in (0.5, 1).

    Newton's steps from the normal quantile: it lies below the root, and the tail is convex and falling, so
    that the steps climb to the root and never pass it.
    """
    wanted = 2 * (1 - probability)
    t = NormalDist().inv_cdf(probability)
    while True:
        step = (two_sided_tail(t, freedom) - wanted) / (2 * _density(t, freedom))
        t += step
        if step <= 1e-13 * t:
            return t


def _density(t: float, freedom: float) -> float:
    height = exp(_log_gamma_ratio(freedom / 2)) / sqrt(freedom * pi)
    return height * exp(-(freedom + 1) / 2 * log1p(t * t / freedom))


def _log_gamma_ratio(a: float) -> float:
    """Give ln(Γ(a + ½) / Γ(a)); by its series for a large a, where the difference would lose its digits.

    The series follows from Stirling's (Abramowitz and Stegun 1964, 6.1.40).
    """
    if a < 40:
        return lgamma(a + 0.5) - lgamma(a)
    square = a * a
    series = -1 / 8 + (1 / 192 + (-1 / 640 + 17 / (14336 * square)) / square) / square
    return log(a) / 2 + series / a


def _fraction(a: float, b: float, x: float) -> float:
    """Evaluate the incomplete beta's continued fraction by Lentz's method (Numerical Recipes, 3rd ed., 6.4).

    For x < (a + 1) / (a + b + 2), as it is called here, the denominators keep off zero and it converges fast.
    """
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    value, m = d, 0
    while fabs(c * d - 1) > 1e-15 or m == 0:
        m += 1
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + numerator * d)
            c = 1 + numerator / c
            value *= c * d
    return value
