"""Golden numbers of AucTest, WilsonTest and BurdenTest, from scikit-learn and scipy (tried: 1.9.1 and 1.17.1).

Each case is expanded from counts to rows, so that nothing here shares the arithmetic of the Java code.
Run: python scripts/oracle/mesure.py
"""

import numpy as np
from scipy import optimize, stats
from sklearn.metrics import roc_auc_score

POS = [1, 0, 3, 4, 6]
NEG = [8, 5, 4, 2, 1]
# Weight of each case of a bin, by outcome.
POS_W = [1.5, 1, 2, 1, 1]
NEG_W = [10, 8, 2.5, 1, 1]


def rows(pos, neg):
    score = np.concatenate([np.repeat(np.arange(len(pos)), pos), np.repeat(np.arange(len(neg)), neg)])
    label = np.concatenate([np.ones(sum(pos)), np.zeros(sum(neg))])
    return score, label


def delong(score, label):
    x, y = score[label == 1], score[label == 0]
    wins = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
    return wins.mean(), wins.mean(1).var(ddof=1) / len(x) + wins.mean(0).var(ddof=1) / len(y)


score, label = rows(POS, NEG)
z = stats.norm.ppf(0.975)
area, variance = delong(score, label)
assert abs(area - roc_auc_score(label, score)) < 1e-15
print("auc", repr(area), "delong low", repr(area - z * variance**0.5), "high", repr(min(1, area + z * variance**0.5)))

weights = np.concatenate([np.repeat(POS_W, POS), np.repeat(NEG_W, NEG)])
print("weighted auc", repr(roc_auc_score(label, score, sample_weight=weights)))

# Twelve groups: the counts above, with group g adding g positives in bin g % 5 and 12 - g negatives in bin (2 g) % 5.
groups = []
for g in range(12):
    pos, neg = list(POS), list(NEG)
    pos[g % 5] += g
    neg[(2 * g) % 5] += 12 - g
    groups.append(rows(pos, neg))
joined = lambda kept: (np.concatenate([groups[g][0] for g in kept]), np.concatenate([groups[g][1] for g in kept]))
s, l = joined(range(12))
full = roc_auc_score(l, s)
left_out = []
for g in range(12):
    s, l = joined([h for h in range(12) if h != g])
    left_out.append(roc_auc_score(l, s))
se = (11 / 12 * ((np.array(left_out) - full) ** 2).sum()) ** 0.5
t = stats.t.ppf(0.975, 11)
print("jackknife", repr(full), "low", repr(full - t * se), "high", repr(full + t * se))

for k, n, level in [(0, 10, 0.95), (3, 10, 0.95), (10, 10, 0.95), (1, 1, 0.95), (120, 1214, 0.99)]:
    ci = stats.binomtest(k, n).proportion_ci(level, method="wilson")
    print("wilson", k, n, level, repr(float(ci.low)), repr(float(ci.high)))


def ratio(k1, n1, k2, n2):
    p, q = k1 / n1, k2 / n2
    a = stats.binomtest(k1, n1).proportion_ci(0.95, method="wilson")
    b = stats.binomtest(k2, n2).proportion_ci(0.95, method="wilson")
    low = lambda r: p - r * q - np.hypot(p - a.low, r * (b.high - q))
    high = lambda r: p - r * q + np.hypot(a.high - p, r * (q - b.low))
    return (optimize.brentq(low, 0, p / q, xtol=1e-15) if k1 else 0.0, optimize.brentq(high, p / q, 1e4, xtol=1e-15))


for case in [(30, 200, 100, 1000), (0, 50, 10, 500), (5, 20, 1, 300)]:
    print("ratio", case, *map(lambda x: repr(float(x)), ratio(*case)))
