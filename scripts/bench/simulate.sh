#!/usr/bin/env bash
# A synthetic CAF delivered as Parquet by one thread, beside a floor in the same JVM, in alternation: as many rows of the
# same columns in the same files, each value picked by a hash (SimulationBench). Last line: one JSON object.
#
#   simulate.sh [dossiers] [months]        5000 and 14 by default
#
# Three rounds of each are thrown away; ROUNDS (5 by default) are kept. "ratio" is the median time of ours over that of the
# floor, "spread" the largest (maximum - minimum) / median. The truth is made and not kept. Needs the build.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/preamble.sh"
MEMORY=2g bench fr.justedroit.simulation.SimulationBench target/bench "${1:-5000}" "${2:-14}" "${ROUNDS:-5}"
