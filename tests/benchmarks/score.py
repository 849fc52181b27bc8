"""``python -m tests.benchmarks.score``: scoring a million answers beside polars grouping the same file.

Both run as whole processes, in turn, on one random file. Prints the medians, their ratio and the peak memory;
ends with 1 when the ratio or the memory is over its bound.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ANSWERS = 1_000_000
ROUNDS = 5
MOST_TIMES = 6
MOST_MEGABYTES = 200
PERSPECTIVES = ("self", "management", "external", "counterpart")

OURS = [sys.executable, "-m", "bot", "score", "{file}", "--json"]
RIVAL = [
    sys.executable,
    "-c",
    """
import sys
import polars as pl
answers = pl.read_csv(sys.argv[1], schema_overrides={"answer": pl.String})
levels = answers.with_columns(
    pl.col("answer").cast(pl.Int8, strict=False), pl.col("item").str.head(7).alias("capability")
)
print(levels.group_by("respondent", "capability").agg(pl.col("answer").mean()).shape)
""",
    "{file}",
]


@dataclass(frozen=True)
class Run:
    """One whole process: wall-clock seconds and peak resident megabytes."""

    seconds: float
    megabytes: float


def write(file: Path) -> None:
    """Write a million answers of every kind in random order."""
    from standard.library import library

    draw = random.Random(20260316)  # noqa: S311 - the same file in every run
    levels, recommended = ["0", "1", "2", "3", "4", "DK", ""], ["0", "1", "2", "3", "4", "DK", "", "NA"]
    codes = [(code, recommended if code > "6.2" else levels) for code in library().items]
    rows: list[str] = []
    while len(rows) < ANSWERS:
        who = f"respondent-{len(rows)},{draw.choice(PERSPECTIVES)}"
        rows += [f"{who},{code},{draw.choice(given)}\n" for code, given in codes]
    del rows[ANSWERS:]
    draw.shuffle(rows)
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write("respondent,perspective,item,answer\n")
        out.writelines(rows)


def run(command: list[str], file: Path) -> Run:
    """Run one process to its end, its output thrown away."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [part.format(file=file) if part == "{file}" else part for part in command], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(time.perf_counter() - begun, usage.ru_maxrss / 1024)


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answers.csv"
        # In a process of its own: a child's peak memory counts what its parent held when it was begun.
        subprocess.run([sys.executable, "-m", "tests.benchmarks.score", str(file)], check=True)
        pairs = [(run(OURS, file), run(RIVAL, file)) for _ in range(ROUNDS)]
    ours, rival = zip(*pairs, strict=True)
    ratio = median(own.seconds / other.seconds for own, other in pairs)
    memory = max(each.megabytes for each in ours)
    sys.stdout.write(f"{ANSWERS:,} answers, {ROUNDS} runs each in turn, medians\n")
    for name, runs in (("consultbot score", ours), ("polars group-by", rival)):
        seconds, megabytes = median(each.seconds for each in runs), max(each.megabytes for each in runs)
        sys.stdout.write(f"{name:18} {seconds:6.2f} s   peak {megabytes:4.0f} MB\n")
    sys.stdout.write(f"{'ratio':18} {ratio:6.2f}     (at most {MOST_TIMES}, in under {MOST_MEGABYTES} MB)\n")
    return 0 if ratio <= MOST_TIMES and memory < MOST_MEGABYTES else 1


if __name__ == "__main__":
    if sys.argv[1:]:
        write(Path(sys.argv[1]))
    else:
        sys.exit(main())
