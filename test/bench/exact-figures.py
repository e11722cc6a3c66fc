# Figures of regressions beyond doubles, from the numbers given: yes/no outcomes by Newton's method in 60 digits (mpmath),
# separated ones by Firth's penalised likelihood, least squares with weights and HC3 in rational arithmetic. Reads sets as JSON; prints, set by set, the correct digits of
# what each of several found.
import json, os, shutil, subprocess, sys, tempfile
from fractions import Fraction
import mpmath as mp
import numpy as np

mp.mp.dps = 60


def digits(found, exact):
    worst = 15.0
    for value, true in zip(found, exact):
        if value is None or value != value:
            return 0.0
        off = abs(mp.mpf(value) - true) / abs(true)
        worst = min(worst, float(-mp.log10(off)) if off > 0 else 15.0)
    return max(0.0, worst)


def outcome(x, y, w, penalised=False):
    """Newton's steps on the likelihood; on Firth's half steps with its information, for where a row has a leverage of 1
    whole ones go to and fro."""
    n, k = len(y), len(x) + 1
    cols = [[mp.mpf(v) for v in c] for c in x]
    means = [sum(c) / n for c in cols]
    spread = [mp.sqrt(sum((v - m) ** 2 for v in c) / n) for c, m in zip(cols, means)]
    rows = [[mp.mpf(1)] + [(c[i] - m) / s for c, m, s in zip(cols, means, spread)] for i in range(n)]
    theta = mp.matrix(k, 1)
    gain = mp.inf
    for _ in range(400 if penalised else 60):
        gradient, information = mp.matrix(k, 1), mp.zeros(k)
        chances = [1 / (1 + mp.exp(-sum(a * b for a, b in zip(z, theta)))) for z in rows]
        for z, p, weight in zip(rows, chances, w):
            for a in range(k):
                for b in range(k):
                    information[a, b] += weight * p * (1 - p) * z[a] * z[b]
        covariance = information**-1
        for z, p, yes, weight in zip(rows, chances, y, w):
            h = 0
            if penalised:
                h = weight * p * (1 - p) * sum(z[a] * covariance[a, b] * z[b] for a in range(k) for b in range(k))
            for a in range(k):
                gradient[a] += (weight * (yes - p) + h * (mp.mpf(1) / 2 - p)) * z[a]
        step = covariance * gradient
        before, gain = gain, (step.T * gradient)[0]
        if gain < mp.mpf(10) ** (-40 if penalised else -80):
            break
        theta += step if gain < 2 and not penalised else step / 2
    to = mp.zeros(k)
    to[0, 0] = 1
    for j in range(k - 1):
        to[0, j + 1] = -means[j] / spread[j]
        to[j + 1, j + 1] = 1 / spread[j]
    covariance = to * covariance * to.T
    return list(to * theta), [mp.sqrt(covariance[t, t]) for t in range(k)]


def inverse(matrix):
    n = len(matrix)
    m = [row[:] + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(matrix)]
    for j in range(n):
        p = next(i for i in range(j, n) if m[i][j] != 0)
        m[j], m[p] = m[p], m[j]
        m[j] = [v / m[j][j] for v in m[j]]
        for i in range(n):
            if i != j:
                m[i] = [a - m[i][j] * b for a, b in zip(m[i], m[j])]
    return [row[n:] for row in m]


def linear(x, y, w, robust):
    n, k = len(y), len(x) + 1
    rows = [[Fraction(1)] + [Fraction(c[i]) for c in x] for i in range(n)]
    y, w = [Fraction(v) for v in y], [Fraction(v) for v in w]
    c = inverse([[sum(w[i] * rows[i][a] * rows[i][b] for i in range(n)) for b in range(k)] for a in range(k)])
    v = [sum(w[i] * rows[i][a] * y[i] for i in range(n)) for a in range(k)]
    beta = [sum(c[a][b] * v[b] for b in range(k)) for a in range(k)]
    e = [y[i] - sum(a * b for a, b in zip(rows[i], beta)) for i in range(n)]
    if robust:
        at = [[sum(c[a][b] * row[b] for b in range(k)) for a in range(k)] for row in rows]
        h = [w[i] * sum(a * b for a, b in zip(rows[i], at[i])) for i in range(n)]
        squares = [sum((w[i] * e[i] / (1 - h[i]) * at[i][a]) ** 2 for i in range(n)) for a in range(k)]
    else:
        s = sum(weight * each * each for weight, each in zip(w, e)) / (n - k)
        squares = [s * c[a][a] for a in range(k)]
    real = lambda f: mp.mpf(f.numerator) / f.denominator
    return [real(b) for b in beta], [mp.sqrt(real(s)) for s in squares]


def peers(s):
    """What others find, where they are installed."""
    x = np.column_stack([np.ones(len(s["y"]))] + [np.array(c, float) for c in s["x"]])
    y, w = np.array(s["y"], float), np.array(s["w"], float)
    found = {}
    if s["kind"] != "linear":
        beta = np.zeros(x.shape[1])
        try:
            for _ in range(100):
                p = 1 / (1 + np.exp(-(x @ beta)))
                information = (x * (w * p * (1 - p))[:, None]).T @ x
                beta = beta + np.linalg.solve(information, x.T @ (w * (y - p)))
            found["numpy, Newton"] = (beta.tolist(), np.sqrt(np.diag(np.linalg.inv(information))).tolist())
        except np.linalg.LinAlgError:
            found["numpy, Newton"] = ([None] * len(beta), [None] * len(beta))
    else:
        root = np.sqrt(w)
        beta = np.linalg.lstsq(x * root[:, None], y * root, rcond=None)[0]
        c = np.linalg.pinv((x * w[:, None]).T @ x)
        e = y - x @ beta
        if s["robust"]:
            h = w * np.einsum("ij,jk,ik->i", x, c, x)
            errors = np.sqrt(np.diag(c @ (x.T * (w * e / (1 - h)) ** 2) @ x @ c))
        else:
            errors = np.sqrt((w * e * e).sum() / (len(y) - x.shape[1]) * np.diag(c))
        found["numpy"] = (beta.tolist(), errors.tolist())
    try:
        import statsmodels.api as sm

        if s["kind"] != "linear":
            fit = sm.GLM(y, x, family=sm.families.Binomial(), freq_weights=w).fit(tol=1e-14, maxiter=100)
        else:
            fit = sm.WLS(y, x, weights=w).fit(cov_type="HC3" if s["robust"] else "nonrobust")
        found["statsmodels"] = (fit.params.tolist(), fit.bse.tolist())
    except ImportError:
        pass
    except Exception:  # a name of its own for separated outcomes
        found["statsmodels"] = ([None] * x.shape[1],) * 2
    try:
        from sklearn.linear_model import LogisticRegression

        if s["kind"] != "linear":
            # Columns of like length, without which its steps do not arrive.
            scale = x[:, 1:].std(axis=0)
            fit = LogisticRegression(C=np.inf, tol=1e-12, max_iter=100_000).fit(x[:, 1:] / scale, y, sample_weight=w)
            beta = [float(fit.intercept_[0]), *(fit.coef_[0] / scale)]
            found["scikit-learn"] = (beta, None)
    except ImportError:
        pass
    if shutil.which("Rscript"):
        found["R"] = by_r(s)
    return found


R = """
s <- as.matrix(read.csv(commandArgs(TRUE)[1], header = FALSE)); kind <- commandArgs(TRUE)[2]
y <- s[, 1]; w <- s[, 2]; x <- s[, -(1:2), drop = FALSE]
if (kind %in% c("outcome", "firth")) {
  fit <- suppressWarnings(glm(y ~ x, binomial, weights = w, control = list(epsilon = 1e-14, maxit = 100)))
} else fit <- lm(y ~ x, weights = w)
e <- sqrt(diag(vcov(fit)))
if (kind == "robust") {
  X <- cbind(1, x); C <- summary(fit)$cov.unscaled; u <- w * residuals(fit) / (1 - hatvalues(fit))
  e <- sqrt(diag(C %*% crossprod(X * u) %*% C))
}
cat(sprintf("%.17g", coef(fit)), "\n", sprintf("%.17g", e))
"""


def by_r(s):
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "set.csv")
        np.savetxt(file, np.column_stack([s["y"], s["w"], *s["x"]]), fmt="%.17g", delimiter=",")
        kind = "robust" if s.get("robust") else s["kind"]
        result = subprocess.run(["Rscript", "-e", R, file, kind], capture_output=True, text=True)
    lines = result.stdout.strip().split("\n")
    if result.returncode != 0 or len(lines) != 2:
        return ([None] * (len(s["x"]) + 1),) * 2
    return tuple([float(v) if v != "NA" else None for v in line.split()] for line in lines)


out = []
np.seterr(all="ignore")
for s in json.load(open(sys.argv[1])):
    if s["kind"] == "linear":
        exact = linear(s["x"], s["y"], s["w"], s["robust"])
    else:
        exact = outcome(s["x"], s["y"], s["w"], s["kind"] == "firth")
    found = {"ours": (s["coefficients"], s["standardErrors"]), **peers(s)}
    out.append({name: [own and digits(own, true) for own, true in zip(each, exact)] for name, each in found.items()})
print(json.dumps(out))
