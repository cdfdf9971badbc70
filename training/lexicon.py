"""Learn the bilingual lexicon: IBM Model 1 in both directions on tokenised parallel text.

    python training/lexicon.py TOKENS.npz src/align/match/data/lexicon.npz

Source: Brown et al. 1993, "The Mathematics of Statistical Machine Translation", Model 1; the two
directions are joined as the geometric mean of p(en|ja) and p(ja|en) (after Liang et al. 2006).
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numba as nb
import numpy as np

MIN_COUNT = 3
KEEP = 12
FLOOR = 0.006


def frequent(ids: np.ndarray, lengths: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Renumber by document frequency and drop rare tokens; returns (ids or -1, df, kept old ids)."""
    row = np.repeat(np.arange(len(lengths)), lengths)
    key = np.unique(row.astype(np.int64) * size + ids)
    df = np.bincount(key % size, minlength=size)
    kept = np.flatnonzero(df >= MIN_COUNT)
    kept = kept[np.argsort(-df[kept], kind="stable")]
    new = np.full(size, -1, np.int32)
    new[kept] = np.arange(len(kept), dtype=np.int32)
    return new[ids], df[kept], kept


@nb.njit(cache=True)
def link_keys(ja, en, jo, eo, size, part, parts, out):
    n = 0
    for s in range(len(jo) - 1):
        for a in range(jo[s], jo[s + 1]):
            if ja[a] < 0 or ja[a] % parts != part:
                continue
            for b in range(eo[s], eo[s + 1]):
                if en[b] >= 0:
                    if out.size:
                        out[n] = np.int64(ja[a]) * size + en[b]
                    n += 1
    return n


@nb.njit(cache=True)
def em(ja, en, jo, eo, start, cols, t, counts, totals, null, null_counts, by_ja):
    """One EM pass. by_ja: each en token picks among the ja tokens (p(en|ja)); else the reverse."""
    loglik = 0.0
    n = 0
    buf = np.empty(200, np.int64)
    for s in range(len(jo) - 1):
        o0, o1 = (eo[s], eo[s + 1]) if by_ja else (jo[s], jo[s + 1])
        c0, c1 = (jo[s], jo[s + 1]) if by_ja else (eo[s], eo[s + 1])
        for o in range(o0, o1):
            ow = en[o] if by_ja else ja[o]
            if ow < 0:
                continue
            z = null[ow]
            for c in range(c0, c1):
                cw = ja[c] if by_ja else en[c]
                j, e = (cw, ow) if by_ja else (ow, cw)
                k = -1
                if cw >= 0:
                    lo, hi = start[j], start[j + 1]
                    while lo < hi:
                        mid = (lo + hi) >> 1
                        if cols[mid] < e:
                            lo = mid + 1
                        else:
                            hi = mid
                    if lo < start[j + 1] and cols[lo] == e:
                        k = lo
                buf[c - c0] = k
                if k >= 0:
                    z += t[k]
            if z <= 0:
                continue
            loglik += np.log(z)
            n += 1
            null_counts[ow] += null[ow] / z
            for c in range(c0, c1):
                k = buf[c - c0]
                if k >= 0:
                    p = t[k] / z
                    counts[k] += p
                    totals[ja[c] if by_ja else en[c]] += p
    return loglik / max(n, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("tokens", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--iterations", type=int, default=5)
    parser.add_argument("--exclude", default="", help="names of files to leave out, comma-separated")
    args = parser.parse_args()
    data = np.load(args.tokens)
    keep = ~np.isin(data["names"][data["domain"]], [n for n in args.exclude.split(",") if n])
    lens = {s: data[f"{s}_len"] for s in ("ja", "en")}
    ids, df, kept = {}, {}, {}
    for side in ("ja", "en"):
        flat = data[side][np.repeat(keep, lens[side])]
        lens[side] = lens[side][keep]
        ids[side], df[side], kept[side] = frequent(flat, lens[side], len(data[f"{side}_vocab"]))
    jo, eo = (np.concatenate([[0], np.cumsum(lens[s], dtype=np.int64)]) for s in ("ja", "en"))
    nj, ne = len(kept["ja"]), len(kept["en"])
    print(f"{len(jo) - 1:,} pairs, {nj:,} ja and {ne:,} en tokens", flush=True)
    started = time.time()
    parts, found = 12, []
    for part in range(parts):
        n = link_keys(ids["ja"], ids["en"], jo, eo, ne, part, parts, np.zeros(0, np.int64))
        keys = np.empty(n, np.int64)
        link_keys(ids["ja"], ids["en"], jo, eo, ne, part, parts, keys)
        keys.sort()
        first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        c = np.diff(np.append(first, len(keys)))
        unique = keys[first]
        expected = df["ja"][unique // ne] * df["en"][unique % ne] / (len(jo) - 1)
        found.append(unique[(c >= 2) & (c > 1.5 * expected)])
        print(f"links {part + 1}/{parts}: {n:,} -> {len(found[-1]):,}, {time.time() - started:.0f} s", flush=True)
    keys = np.sort(np.concatenate(found))
    rows, cols = (keys // ne).astype(np.int32), (keys % ne).astype(np.int32)
    start = np.searchsorted(rows, np.arange(nj + 1)).astype(np.int64)
    tables = []
    for by_ja in (True, False):
        cond_size, out_size = (nj, ne) if by_ja else (ne, nj)
        t = np.full(len(keys), 1.0 / 50)
        null = df["en" if by_ja else "ja"] / df["en" if by_ja else "ja"].sum() * 0.2
        for i in range(args.iterations):
            counts, totals, null_counts = np.zeros(len(keys)), np.zeros(cond_size), np.zeros(out_size)
            ll = em(ids["ja"], ids["en"], jo, eo, start, cols, t, counts, totals, null, null_counts, by_ja)
            cond = rows if by_ja else cols
            # A little is taken from every count, so that rare tokens don't seem certain of chance company.
            t = np.maximum(counts - 0.3, 0) / (totals[cond] + 0.5)
            null = 0.2 * null_counts / null_counts.sum()
            print(f"{'p(en|ja)' if by_ja else 'p(ja|en)'} {i + 1}: {ll:.4f}, {time.time() - started:.0f} s", flush=True)
        tables.append(t)
    joint = np.sqrt(tables[0] * tables[1])
    order = np.lexsort((-joint, rows))
    rank = np.arange(len(order)) - start[rows[order]]
    chosen = order[(rank < KEEP) & (joint[order] > FLOOR)]
    chosen = np.sort(chosen)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        args.out,
        ja_vocab=np.frombuffer("\n".join(data["ja_vocab"][kept["ja"]]).encode(), np.uint8),
        en_vocab=np.frombuffer("\n".join(data["en_vocab"][kept["en"]]).encode(), np.uint8),
        ja_df=df["ja"].astype(np.int32), en_df=df["en"].astype(np.int32), pairs=np.int64(len(jo) - 1),
        row=rows[chosen], col=cols[chosen],
        en_given_ja=np.minimum(np.round(tables[0][chosen] * 255), 255).astype(np.uint8),
        ja_given_en=np.minimum(np.round(tables[1][chosen] * 255), 255).astype(np.uint8),
    )
    print(f"{len(chosen):,} entries, {args.out.stat().st_size / 1e6:.1f} MB", flush=True)


if __name__ == "__main__":
    main()
