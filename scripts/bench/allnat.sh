#!/usr/bin/env bash
# A month of the national base beside a floor in the same JVM, in alternation (AllnatBench): the second month of a year is
# refreshed with the first one published; the floor reads the same month's rows of byte codes, shuffles them by one key and
# writes them, with the same codec and partitions. Last line: one JSON object; cells_s is everything but the gate's attacks
# (gate_s), ratio is cells_s over floor_s, medians; spread is the largest (maximum - minimum) / median.
#
#   allnat.sh [dossiers]        200000 by default
#
# Two rounds are thrown away; ROUNDS (5 by default) are kept. JUSTE_DROIT_MEMORY (3g by default) is the heap. The local
# bases are made once, in target/bench, of a made-up population coded by the dictionary of conf/. Needs the build.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/preamble.sh"
bench fr.justedroit.allnat.AllnatBench target/bench "${1:-200000}" "${ROUNDS:-5}"
