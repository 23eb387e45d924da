"""Says whether two roots hold the same rows: every Delta table but the journal's, read by delta-rs, sorted, compared.

    compare_roots.py ROOT OTHER

Ends with 1 and names the tables that differ. MLlib's files and reports are compared by the tables that rest on them.
"""
import collections
import os
import pathlib
import sys

import deltalake
import pyarrow as pa
import pyarrow.compute as pc

APART = {"journal", ".bail"}
# Who deployed or promoted, and when, is of the run; which model is of the content. A deployment's checksum covers the files
# that MLlib writes, with their time stamps and random names (docs/limites.md): the model is known by its canonical form.
OF_THE_RUN = {"instant", "version_instant", "depuis", "visa_digest", "visa", "auteur", "empreinte"}

KEYS = {"mois", "caf", "dossier_id", "controle_id", "rang"}


def tables(root: pathlib.Path) -> dict[str, pathlib.Path]:
    found = {}
    for log in sorted(root.rglob("_delta_log")):
        name = log.parent.relative_to(root).as_posix()
        if name.split("/")[0] not in APART:
            found[name] = log.parent
    return found


def comparable(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The same values in a type that sorts: bits for doubles, so that no rounding hides; text for what is nested."""
    if pa.types.is_floating(column.type):
        bits = pa.int64() if column.type.bit_width == 64 else pa.int32()
        return pa.chunked_array([chunk.view(bits) for chunk in column.chunks], bits)
    if pa.types.is_nested(column.type):
        return pa.chunked_array([[repr(value) for value in column.to_pylist()]], pa.string())
    return column


def rows(path: pathlib.Path) -> pa.Table:
    table = deltalake.DeltaTable(str(path)).to_pyarrow_table()
    names = sorted(name for name in table.column_names if name not in OF_THE_RUN)
    plain = pa.table({name: comparable(table[name]) for name in names})
    # Keys first: most orders are settled by them.
    order = sorted(names, key=lambda name: (name not in KEYS, name))
    return plain.take(pc.sort_indices(plain, sort_keys=[(name, "ascending") for name in order])).combine_chunks()


def differing(mine: pa.Table, theirs: pa.Table) -> int:
    """How many rows are on one side alone."""
    if mine.schema != theirs.schema:
        return mine.num_rows + theirs.num_rows
    left, right = (collections.Counter(zip(*(column.to_pylist() for column in side.columns))) for side in (mine, theirs))
    return sum(((left - right) + (right - left)).values())


def main() -> int:
    one, other = (pathlib.Path(argument) for argument in sys.argv[1:3])
    left, right = tables(one), tables(other)
    wrong = sorted(set(left) ^ set(right))
    total = 0
    for name in sorted(set(left) & set(right)):
        mine, theirs = rows(left[name]), rows(right[name])
        total += mine.num_rows
        if not mine.equals(theirs):
            wrong.append(f"{name}: {mine.num_rows} and {theirs.num_rows} rows, {differing(mine, theirs)} differ")
    print(f"{len(left)} tables, {total} rows" + ("" if wrong else ": the same"))
    for line in wrong:
        print("differs: " + line)
    return 1 if wrong or not total else 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)
