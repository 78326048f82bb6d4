"""Prints the expected values of ScoreTestTest, WelchTestTest and ConfidenceSequenceTest.

A second road to the same answers: plain bisection on the likelihood's slope instead of the closed form
of its cubic, and Student's tail by numerical integration instead of the incomplete beta function.
Run: python3 expected.py (standard library only)
"""

from math import exp, lgamma, log, pi, sqrt
from statistics import NormalDist, fmean, variance


def halve(low, high, goes_up):
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if goes_up(middle) else (low, middle)
    return (low + high) / 2


def per(count, proportion):
    return count / max(proportion, 1e-300) if count else 0.0


def likely_control(x0, n0, x1, n1, treatment_of, low, high, slope):
    def up(p):
        q = treatment_of(p)
        return (
            per(x0, p) - per(n0 - x0, 1 - p) + slope * (per(x1, q) - per(n1 - x1, 1 - q)) > 0
        )

    return halve(low, high, up)


def score_ends(x0, n0, x1, n1, alpha, ratio):
    p0, p1, n = x0 / n0, x1 / n1, n0 + n1
    q2 = NormalDist().inv_cdf(1 - alpha / 2) ** 2 * n / (n - 1)

    def rejected(v):
        if ratio:
            r0 = likely_control(x0, n0, x1, n1, lambda p: v * p, 0, min(1, 1 / v), v)
            r1 = v * r0
            return (p1 - v * p0) ** 2 > q2 * (r1 * (1 - r1) / n1 + v * v * r0 * (1 - r0) / n0)
        r0 = likely_control(x0, n0, x1, n1, lambda p: p + v, max(0, -v), min(1, 1 - v), 1)
        r1 = r0 + v
        return (p1 - p0 - v) ** 2 > q2 * (r1 * (1 - r1) / n1 + r0 * (1 - r0) / n0)

    if ratio:
        centre = p1 / p0
        return halve(1e-12, centre, rejected), halve(centre, 1e4, lambda v: not rejected(v))
    return halve(-1, p1 - p0, rejected), halve(p1 - p0, 1, lambda v: not rejected(v))


def student_sf(t, dof, steps=200_000):
    scale = exp(lgamma((dof + 1) / 2) - lgamma(dof / 2)) / sqrt(dof * pi)
    f = lambda u: scale * (1 + (t + u / (1 - u)) ** 2 / dof) ** (-(dof + 1) / 2) / (1 - u) ** 2
    h = 1 / steps
    inner = sum((4 if i % 2 else 2) * f(i * h) for i in range(1, steps))
    return h / 3 * (f(0) + inner)


for case in [(20, 200, 32, 210), (999, 1000, 990, 1000), (142, 201229, 57, 200745), (50, 500, 1, 20)]:
    print("score", case, score_ends(*case, 0.05, False), score_ends(*case, 0.05, True))
print("score difference", (0, 10, 3, 10), score_ends(0, 10, 3, 10, 0.05, False))

a, b = [1, 2, 3, 4, 5], [2, 4, 6, 8, 10]
va, vb = variance(a) / 5, variance(b) / 5
dof = (va + vb) ** 2 / (va**2 / 4 + vb**2 / 4)
t = (fmean(b) - fmean(a)) / sqrt(va + vb)
critical = halve(0, 20, lambda x: student_sf(x, dof, 20_000) > 0.025)
print("welch", t, dof, 2 * student_sf(t, dof), critical * sqrt(va + vb))

n0, x0, n1, x1 = 20_000, 2_000, 19_800, 2_277
p0, p1, n = x0 / n0, x1 / n1, n0 + n1
se = sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1)
g = 5_000 / (-2 * log(0.05) + log(-2 * log(0.05) + 1))
radius = sqrt((n + g) / n * log((n + g) / (g * 0.05**2)))
z = (p1 - p0) / se
print("sequence", p1 - p0 - radius * se, p1 - p0 + radius * se)
print("sequence p", sqrt((n + g) / g) * exp(-z * z * n / (2 * (n + g))))
